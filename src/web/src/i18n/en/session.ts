export const session = {
  title: 'Sign in to CareKpi',
  organisation: 'Organisation',
  organisationHint: 'Its short name, such as acme.',
  organisationWrong: 'Small letters, digits and hyphens.',
  withOrganisation: 'Continue with your organisation',
  linkTitle: 'Or with a sign-in link',
  linkHint: 'Open the link that you were sent. It works once, for 24 hours; whoever administers CareKpi can send a new one.',
  ended: 'You are signed out.',
  tagline: 'How customer care is doing, where to look, and why it changed.',
} as const;
