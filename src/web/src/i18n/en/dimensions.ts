export const dimensions = {
  CHANNEL: 'Channel',
  QUEUE: 'Queue',
  TOPIC: 'Topic',
  PRIORITY: 'Priority',
  TAG: 'Tag',
  SEGMENT: 'Segment',
  REGION: 'Region',
} as const;
