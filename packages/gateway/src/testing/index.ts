export { scriptedModel, type ScriptedModel } from './scripted-model.ts';
export type { Fault, Script, ScriptedMessage, ScriptedRequest, ScriptedToolCall, ScriptedTurn, ScriptedWire } from './turn.ts';
