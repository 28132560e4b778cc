export { checkSchema, receiptSchema, unresolvedReasons, type Check, type Receipt, type UnresolvedReason } from './receipt/receipt.ts';
export { sessionEventSchema, sessionPhases, type SessionEvent, type SessionPhase } from './session/event.ts';
export {
  acceptanceSchema,
  ticketHeadSchema,
  ticketQuestionSchema,
  type Acceptance,
  type Ticket,
  type TicketHead,
  type TicketQuestion,
} from './ticket/ticket.ts';
export { acceptanceText, budgetText, hindranceOf, placed } from './ticket/describe.ts';
export { costWords, ranWords, timeWords } from './receipt/words.ts';
export { after, sessionState, type SessionState } from './session/state.ts';
