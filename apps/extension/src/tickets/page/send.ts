import { tellEditor } from '../../webview/editor.ts';
import type { FromTicketPage } from '../messages.ts';

export function send(message: FromTicketPage): void {
  tellEditor(message);
}
