import type { MatchState } from './match-state.ts';
import type { Blocked, ReconcileReport } from './pass-report.ts';
import { QUEUED_STAGES, STAGES } from './stages.ts';

/** Counts what a pass finds, batch by batch. */
export interface Tally {
	count(matches: MatchState[]): void;
	/** What was counted so far, and how long that took. */
	report(): ReconcileReport;
}

export function createTally(): Tally {
	const started = performance.now();
	const added = { analysis: 0, lineups: 0, predictions: 0, settlement: 0 };
	const sums = { checked: 0, alreadyQueued: 0, revived: 0, replaced: 0, moved: 0, dropped: 0 };
	const blocked = new Map<string, Blocked>();

	function countMatch({ plan, jobs }: MatchState): void {
		sums.checked += 1;
		const changed = new Set(plan.changes.map(({ stage }) => stage));
		for (const { stage, change, revives } of plan.changes) {
			if (change === 'move') sums.moved += 1;
			if (change === 'drop') sums.dropped += 1;
			if (change === 'replace') sums.replaced += 1;
			if (change !== 'add' && change !== 'replace') continue;
			added[stage] += 1;
			if (revives) sums.revived += 1;
		}
		for (const stage of QUEUED_STAGES) {
			const inPlace = jobs[stage] && jobs[stage].state !== 'ended';
			if (inPlace && !changed.has(stage)) sums.alreadyQueued += 1;
		}
		for (const stage of STAGES) {
			const state = plan.stages[stage];
			if (state.is !== 'blocked') continue;
			const entry = blocked.get(`${stage} ${state.by}`) ?? { stage, by: state.by, matches: 0 };
			blocked.set(`${stage} ${state.by}`, { ...entry, matches: entry.matches + 1 });
		}
	}

	return {
		count: (matches) => matches.forEach(countMatch),
		report: () => ({
			...sums,
			added: { ...added },
			blocked: [...blocked.values()],
			problems: [],
			tookMs: Math.round(performance.now() - started),
		}),
	};
}
