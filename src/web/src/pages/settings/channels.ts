import type { Texts } from '../../i18n/texts';

export type Channel = keyof Texts['judging']['channels'];

/** As the contract names them. */
export const channels: readonly Channel[] = ['voice', 'chat', 'email', 'messaging', 'social', 'web', 'bot', 'video', 'in_person', 'other'];
