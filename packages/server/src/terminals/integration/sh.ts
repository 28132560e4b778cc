/** Read by dash, ksh and other plain shells when they are interactive, after \`/etc/profile\`: it is named by ENV. */
export const shStart = `
PATH="$GROUNDWORK_COMMANDS:$PATH"
unset GROUNDWORK_COMMANDS
if [ -n "$GROUNDWORK_ENV" ]; then ENV="$GROUNDWORK_ENV"; export ENV; else unset ENV; fi
unset GROUNDWORK_ENV
[ -n "$ENV" ] && [ -r "$ENV" ] && . "$ENV"
`;
