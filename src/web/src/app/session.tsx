import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { onSignedOut, run } from '../api/client';
import { forget, useQuery } from '../api/query';
import { Session, type SessionQuery } from '../generated/Session';
import type { Problem } from '../api/problems';

export type Viewer = SessionQuery['viewer'];
export type Role = NonNullable<Viewer['role']>;

export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signedOut'; readonly before: boolean }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly retry: () => void }
  | { readonly kind: 'signedIn'; readonly viewer: Viewer };

const none = {};

/** Who is signed in. A session that ends shows the sign-in page wherever one is. */
export function useSession(): SessionState {
  const { data, problem, loading, refetch } = useQuery(Session, none);
  const [out, setOut] = useState(false);
  useEffect(() => onSignedOut(() => setOut(true)), []);
  if (out || problem?.code === 'UNAUTHENTICATED') return { kind: 'signedOut', before: data !== null };
  if (data) return { kind: 'signedIn', viewer: data.viewer };
  if (problem && !loading) return { kind: 'failed', problem, retry: refetch };
  return { kind: 'loading' };
}

/** Ends the session; the sign-in page follows. */
export async function signOut(): Promise<void> {
  await fetch('/auth/sign-out', { method: 'POST' }).catch(() => undefined);
  forget();
  await run(Session, none).catch(() => undefined);
}

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { readonly viewer: Viewer; readonly children: ReactNode }): ReactNode {
  return <ViewerContext.Provider value={viewer}>{children}</ViewerContext.Provider>;
}

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('Nobody is signed in here.');
  return viewer;
}

/** What a role may see and do: pages and buttons beyond it are not shown, and the API refuses them all the same. */
export function useMay(): { readonly role: Role; readonly all: boolean; readonly manage: boolean; readonly teams: boolean } {
  const { role, scopes } = useViewer();
  const known = role ?? 'ADMIN';
  return { role: known, all: known === 'ADMIN', manage: known === 'ADMIN' && scopes.includes('MANAGE'), teams: known !== 'AGENT' };
}
