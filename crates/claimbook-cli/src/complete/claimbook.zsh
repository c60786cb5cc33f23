#compdef claimbook
# Completes claimbook in zsh. Made by: claimbook completions zsh
_claimbook() {
    local line word says
    local -a lines names described
    lines=("${(@f)$(command claimbook complete $((CURRENT - 1)) "${(@Q)words[1,CURRENT]}" 2>/dev/null)}")
    for line in "${(@)lines[2,-1]}"; do
        word=${line%%$'\t'*}
        says=${line#*$'\t'}
        if [[ $word == *: ]]; then
            names+=("$word")
        elif [[ -n $word ]]; then
            described+=("${word//:/\\:}${says:+:$says}")
        fi
    done
    (( $#names )) && compadd -S '' -- "${names[@]}"
    (( $#described )) && _describe -V 'claimbook' described
    case $lines[1] in
        files) _files ;;
        folders) _files -/ ;;
    esac
    (( compstate[nmatches] ))
}
if [[ $funcstack[1] == _claimbook ]]; then
    _claimbook "$@"
else
    compdef _claimbook claimbook
fi
