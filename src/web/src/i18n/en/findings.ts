/** What was found in events, and what to do about it, by the code of the API. */
export const findings = {
  ofContacts: (contacts: string) => `of ${contacts} contacts`,
  codes: {
    superseded_not_found: {
      what: 'Corrects an event that is not there',
      help: 'The event that “supersedes” names never came, or from another source. Send it too, or mend the name.',
    },
    survey_without_scope: {
      what: 'Answers that belong to nobody',
      help: 'Name a case, contact, agent or customer in the survey: until then it counts for the organisation only.',
    },
    case_never_opened: {
      what: 'Cases that were never opened',
      help: 'Send care.case.opened for them, also later: until then what happened in them is not judged.',
    },
    not_a_person: { what: 'An agent that is a bot, or none that is known', help: 'Describe bots as such, and name people only as agents.' },
    contact_without_customer: {
      what: 'Contacts without a customer',
      help: 'Name the customer: repeats, first contact resolution and customer figures need it.',
    },
    contact_without_topic: {
      what: 'Contacts without a topic',
      help: 'Give a topic: without one a second contact about the same cannot be told from another.',
    },
    contact_without_agent: {
      what: 'Answered contacts without an agent',
      help: 'Name the agent: until then they count for no agent and no team.',
    },
    case_without_sla_policy: {
      what: 'Cases that no SLA policy is for',
      help: 'Add a policy for their priority and channel in the settings: their clocks are not judged.',
    },
    complaint_without_scope: {
      what: 'Complaints that belong to nobody',
      help: 'Name a case, contact, agent or customer: until then they count for the organisation only.',
    },
    complaint_never_raised: {
      what: 'Complaints resolved that nobody raised',
      help: 'Send care.complaint.raised too: until then nothing is counted.',
    },
    named_never_seen: {
      what: 'Names a contact or case that never came',
      help: 'Send the end of the contact, or the opening of the case, under the same name.',
    },
    hand_over_without_case: {
      what: 'Bot sessions handed over without a case',
      help: 'Name the case at the hand-over: until then no response clock starts there.',
    },
    cost_without_team: {
      what: 'Costs without a team',
      help: 'Name the team where a cost belongs to one: these count for the organisation only, which may be right.',
    },
    self_service_without_customer: {
      what: 'Self-service without a customer',
      help: 'Name the customer: nobody can tell whether a contact followed, so it is not counted.',
    },
    mention_not_judged: {
      what: 'Mentions whose tone is unknown',
      help: 'Send a label with them: without one, and without a word that the built-in analyser knows, they count as neutral.',
    },
    text_not_judged: {
      what: 'Messages and comments whose tone is unknown',
      help: 'Send a score with them, or leave it: what the built-in analyser does not know is not counted in sentiment.',
    },
    not_json: { what: 'Not JSON', help: 'Mend the writer: each line has to be one whole JSON object.' },
    not_cloudevent: { what: 'Not a CloudEvent', help: 'Send specversion “1.0”, id, source, type and time with each event.' },
    missing_field: { what: 'A field is missing', help: 'Give the field that the sample names; the event contract says which are needed.' },
    invalid_field: { what: 'A field has a wrong value', help: 'Mend the field that the sample names.' },
    unknown_type: {
      what: 'An unknown type of event',
      help: 'Mend the name: there is no such type under “care.”. Own types have another beginning.',
    },
    reserved_type: { what: 'A type that is CareKpi’s own', help: 'Use another name: types under “carekpi.” cannot be sent.' },
    other_tenant: { what: 'Of another organisation', help: 'Send it with that organisation’s key, or leave the tenant out of the event.' },
    too_old: { what: 'Too old', help: 'Check the clock and the time of the sender.' },
    too_new: { what: 'From the future', help: 'Check the clock and the time zone of the sender.' },
    too_large: { what: 'Too large', help: 'An event has at most 256 KB: leave out what is not needed.' },
    too_deep: { what: 'Nested too deep', help: 'At most 16 levels of objects and lists.' },
    duplicate_name: { what: 'A name twice in an object', help: 'Each name may stand once in an object.' },
    self_reference: { what: 'Names itself', help: 'An event cannot correct, or a case be merged into, itself.' },
    too_many_scopes: {
      what: 'Too many agents or teams',
      help: 'Check that names of agents and teams stay the same; else ask whoever operates CareKpi for a higher limit.',
    },
  },
} as const;
