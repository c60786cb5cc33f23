# Completes claimbook in bash. Made by: claimbook completions bash
_claimbook() {
    local word line head tab=$'\t' joined=0 i
    local -a words=() lines=()
    # Bash parts words at colons and equals signs, too: here they are put together again.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((i == COMP_CWORD)) && [[ ${COMP_LINE:0:COMP_POINT} == *[[:space:]] ]]; then
            word='' joined=0
            words+=('')
        elif ((i > 1)) && { ((joined)) || [[ $word == [:=]* ]]; }; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        if [[ $word == *[:=] ]]; then joined=1; else joined=0; fi
    done
    word=${words[${#words[@]} - 1]}
    # What stands before the last of these signs is no part of what is completed.
    head=${word%"${word##*[:=]}"}
    while IFS= read -r line; do lines+=("$line"); done < <(
        command claimbook complete "$((${#words[@]} - 1))" "${words[@]}" 2>/dev/null
    )
    COMPREPLY=()
    for line in "${lines[@]:1}"; do
        # A list that is only looked at has descriptions.
        if [[ ${COMP_TYPE:-9} == 63 && ${#lines[@]} -gt 2 && -n ${line#*"$tab"} ]]; then
            COMPREPLY+=("${line%%"$tab"*}  (${line#*"$tab"})")
        else
            line=${line%%"$tab"*}
            line=${line#"$head"}
            [[ $line == *[[:space:]]* ]] && printf -v line '%q' "$line"
            COMPREPLY+=("$line")
        fi
    done
    if ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *: ]]; then
        compopt -o nospace 2>/dev/null
    fi
    if ((${#COMPREPLY[@]} == 0)); then
        case ${lines[0]-} in
        files) compopt -o filenames -o default 2>/dev/null ;;
        folders) compopt -o filenames -o dirnames 2>/dev/null ;;
        esac
    fi
}
complete -F _claimbook claimbook
