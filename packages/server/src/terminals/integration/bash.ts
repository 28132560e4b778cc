/**
 * Read by bash instead of `~/.bashrc`: what a login shell reads, then our commands in front of the path, which `/etc/profile` sets
 * anew, then the marks that tell a window where each command begins and ends and how it went (OSC 633, VS Code's).
 */
export const bashStart = `
[ -r /etc/profile ] && . /etc/profile
for __groundwork_file in ~/.bash_profile ~/.bash_login ~/.profile; do
  if [ -r "$__groundwork_file" ]; then . "$__groundwork_file"; break; fi
done
unset __groundwork_file
PATH="$GROUNDWORK_COMMANDS:$PATH"
unset GROUNDWORK_COMMANDS

__groundwork_ran=
__groundwork_none=
__groundwork_slash='\\'
__groundwork_before() {
  __groundwork_code=$?
  return $__groundwork_code
}
__groundwork_after() {
  if [ -n "$__groundwork_ran" ]; then printf '\\e]633;D;%s\\a' "$__groundwork_code"; else printf '\\e]633;D\\a'; fi
  __groundwork_ran=
  case $PWD in
    *[[:cntrl:]]*) ;;
    *)
      local cwd="\${PWD//"$__groundwork_slash"/"$__groundwork_slash$__groundwork_slash"}"
      printf '\\e]633;P;Cwd=%s\\a' "\${cwd//;/"\${__groundwork_slash}x3b"}"
      ;;
  esac
  # Themes write a new prompt each time.
  if [ "$PS1" != "$__groundwork_prompt" ]; then
    PS1='\\[\\e]633;A\\a\\]'"$PS1"'\\[\\e]633;B\\a\\]'
    __groundwork_prompt=$PS1
  fi
  return $__groundwork_code
}
PS0="\${PS0-}"'\${__groundwork_none:$((__groundwork_ran=1)):0}\\e]633;C\\a'
if [[ "$(declare -p PROMPT_COMMAND 2>/dev/null)" == "declare -a"* ]]; then
  PROMPT_COMMAND=(__groundwork_before "\${PROMPT_COMMAND[@]}" __groundwork_after)
else
  PROMPT_COMMAND=$'__groundwork_before\\n'"\${PROMPT_COMMAND-}"$'\\n__groundwork_after'
fi
`;
