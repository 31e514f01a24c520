import { useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { revalidate } from '../api/query';
import type { LiveState } from '../api/live';
import { ScopeChanged } from '../generated/ScopeChanged';
import { useTexts } from '../i18n/context';
import { useViewer } from './session';

/** What is on screen is asked for again at once, and then at most so often. */
const everyMs = 5_000;
/** Clocks come due and statuses run on without an event. */
const atLeastMs = 60_000;
/** A lead's teams; more than these are looked at by the clock. */
const mostScopes = 10;

type LiveModule = typeof import('../api/live');

/** Keeps the page new by subscription: one to the tenant, or to each of a lead's teams, or to the agent. */
export function Live(): ReactNode {
  const { tenant, role, teams, agent } = useViewer();
  const scopes = useMemo(
    () =>
      role === 'LEAD' ? (teams ?? []).map(({ id }) => id).slice(0, mostScopes) : role === 'AGENT' ? (agent ? [agent.id] : []) : [tenant.id],
    [tenant.id, role, teams, agent],
  );
  useEffect(() => {
    let gone = false;
    const stops: (() => void)[] = [];
    const ask = throttled(revalidate, everyMs);
    // What the subscription tells at its beginning was just read.
    let begun = performance.now();
    const clock = setInterval(() => document.visibilityState === 'visible' && ask.run(), atLeastMs);
    void import('../api/live').then((api) => {
      if (gone) return;
      loaded(api);
      for (const scope of scopes) {
        let first = true;
        stops.push(
          api.subscribe(ScopeChanged, { scope, period: { preset: 'TODAY' } }, () => {
            const fresh = first && performance.now() - begun < 10_000;
            first = false;
            if (!fresh) ask.run();
          }),
        );
      }
      let before: LiveState = api.live.state();
      stops.push(
        api.live.watch(() => {
          const now = api.live.state();
          // What was said while nobody listened is not known.
          if (now === 'live' && before === 'interrupted') {
            begun = 0;
            ask.run();
          }
          before = now;
        }),
      );
    });
    return () => {
      gone = true;
      clearInterval(clock);
      ask.stop();
      stops.forEach((stop) => stop());
    };
  }, [scopes]);
  return <LiveBanner />;
}

let api: LiveModule | null = null;
const waiting = new Set<() => void>();

function loaded(module: LiveModule): void {
  api = module;
  waiting.forEach((watcher) => watcher());
}

function useLiveState(): LiveState {
  return useSyncExternalStore(
    (watcher) => {
      let stop = api?.live.watch(watcher);
      const late = (): void => {
        stop = api?.live.watch(watcher);
        watcher();
      };
      if (!api) waiting.add(late);
      return () => {
        waiting.delete(late);
        stop?.();
      };
    },
    () => api?.live.state() ?? 'connecting',
  );
}

function LiveBanner(): ReactNode {
  const t = useTexts();
  const state = useLiveState();
  return (
    <div role="status" className="live-banner-place no-print">
      {state === 'interrupted' && <p className="live-banner">{t.shell.interrupted}</p>}
    </div>
  );
}

export function LiveDot(): ReactNode {
  const t = useTexts();
  const state = useLiveState();
  const words = { live: t.shell.live, connecting: t.shell.connecting, interrupted: t.shell.interrupted }[state];
  return (
    <span className={`live-dot live-dot-${state}`} title={words}>
      <span className="live-dot-text">{state === 'interrupted' ? '' : words}</span>
    </span>
  );
}

/** At once, then at most every so often; what was asked for meanwhile is done at the end. */
function throttled(what: () => void, ms: number): { readonly run: () => void; readonly stop: () => void } {
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const go = (): void => {
    timer = null;
    last = performance.now();
    what();
  };
  return {
    run: () => {
      if (timer !== null) return;
      const left = last + ms - performance.now();
      if (left <= 0) go();
      else timer = setTimeout(go, left);
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
