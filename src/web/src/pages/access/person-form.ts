import { isEmail } from '../../components/form/checks';
import type { Role } from '../../generated/schema';

export const roles: readonly Role[] = ['ADMIN', 'LEAD', 'AGENT'];

export interface TypedPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly teams: readonly string[];
  /** Empty: nobody in the figures. */
  readonly agent: string;
  readonly disabled: boolean;
}

export interface WrongPerson {
  readonly email?: 'required' | 'notEmail';
  readonly name?: 'required';
  readonly teams?: 'needOne';
  readonly agent?: 'required';
}

export function wrongPerson({ email, name, role, teams, agent }: TypedPerson): WrongPerson {
  return {
    ...(email.trim() === '' ? { email: 'required' } : !isEmail(email.trim()) && { email: 'notEmail' }),
    ...(name.trim() === '' && { name: 'required' }),
    ...(role === 'LEAD' && teams.length === 0 && { teams: 'needOne' }),
    ...(role === 'AGENT' && agent === '' && { agent: 'required' }),
  };
}

/** Teams are a lead's alone. */
export function personInput({ email, name, role, teams, agent }: TypedPerson) {
  return { email: email.trim(), name: name.trim(), role, teams: role === 'LEAD' ? teams : [], agent: agent === '' ? null : agent };
}
