/** Read by fish after its own files. Since version 4 it marks its commands by itself. */
export const fishStart = `
set -gx PATH $GROUNDWORK_COMMANDS $PATH
set -e GROUNDWORK_COMMANDS
function __groundwork_folder --on-event fish_prompt
  if not string match -qr '[[:cntrl:]]' -- $PWD
    printf '\\e]633;P;Cwd=%s\\a' (string replace -a '\\\\' '\\\\\\\\' -- $PWD | string replace -a ';' '\\\\x3b')
  end
end
`;
