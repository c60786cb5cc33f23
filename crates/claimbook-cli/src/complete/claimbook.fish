# Completes claimbook in fish. Made by: claimbook completions fish
function __claimbook_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l lines (command claimbook complete (count $words) $words "$word" 2>/dev/null)
    test (count $lines) -gt 1; and printf '%s\n' $lines[2..-1]
    switch "$lines[1]"
        case files
            __fish_complete_path "$word"
        case folders
            __fish_complete_directories "$word"
    end
end
complete -c claimbook -f -k -a '(__claimbook_complete)'
