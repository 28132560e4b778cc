/**
 * The `.zshenv` of a folder that zsh is told to read its files from. It sends zsh back to the person's own folder and, before the
 * first prompt, when all their files were read, puts our commands in front of the path; then the marks, as in `bash.ts`.
 */
export const zshStart = `
if [[ -n "$GROUNDWORK_ZDOTDIR" ]]; then export ZDOTDIR="$GROUNDWORK_ZDOTDIR"; else unset ZDOTDIR; fi
unset GROUNDWORK_ZDOTDIR
[[ -r "\${ZDOTDIR:-$HOME}/.zshenv" ]] && . "\${ZDOTDIR:-$HOME}/.zshenv"

__groundwork_precmd() {
  local code=$?
  if [[ -n "$GROUNDWORK_COMMANDS" ]]; then
    PATH="$GROUNDWORK_COMMANDS:$PATH"
    unset GROUNDWORK_COMMANDS
  fi
  if [[ -n "$__groundwork_ran" ]]; then printf '\\e]633;D;%s\\a' "$code"; else printf '\\e]633;D\\a'; fi
  __groundwork_ran=
  if [[ "$PWD" != *[[:cntrl:]]* ]]; then
    local cwd="\${PWD//\\\\/\\\\\\\\}"
    printf '\\e]633;P;Cwd=%s\\a' "\${cwd//;/\\\\x3b}"
  fi
  # Themes write a new prompt each time.
  if [[ "$PS1" != "$__groundwork_prompt" ]]; then
    PS1=$'%{\\e]633;A\\a%}'"$PS1"$'%{\\e]633;B\\a%}'
    __groundwork_prompt=$PS1
  fi
}
__groundwork_preexec() {
  __groundwork_ran=1
  printf '\\e]633;C\\a'
}
if [[ -o interactive ]]; then
  typeset -ga precmd_functions preexec_functions
  precmd_functions+=(__groundwork_precmd)
  preexec_functions+=(__groundwork_preexec)
fi
`;
