export const annotations = {
  title: 'Notes',
  about: 'What happened on which days. Notes are shown beside series.',
  add: 'Add a note',
  none: 'No notes yet.',
  days: 'Days',
  text: 'What happened',
  about1: 'About',
  toHint: 'Empty: one day',
  added: 'The note is added',
  removeAsk: (text: string) => `Remove the note “${text}”?`,
} as const;
