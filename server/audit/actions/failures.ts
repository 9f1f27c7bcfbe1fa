import { z } from 'zod';
import { countOf, listed } from '../../words.ts';
import { defineAction, type Subject } from '../define-action.ts';

const started = z.object({
	/** Of the stored action. */
	action: z.string(),
	failures: z.int(),
	jobsTakenAway: z.int().optional(),
	/** How they were chosen, in words, and as it was asked for. */
	selection: z.string().optional(),
	ids: z.array(z.string()).optional(),
	filter: z.record(z.string(), z.unknown()).optional(),
	group: z.string().optional(),
	cause: z.string().nullish(),
});

const OUTCOMES = { queued: 'queued', cleared: 'cleared', not_open: 'no longer open', refused: 'refused' };

/** What operators do about failures and settlements, and what the pipeline does when a result is corrected. */
export const failureActions = {
	'failures.retry': defineAction({
		label: 'Retry failures',
		detail: started,
		sentence: ({ failures, selection }) => `retried ${countOf(failures, 'failure')}${chosen(selection)}`,
		subjects: aboutAction,
	}),
	'failures.clear': defineAction({
		label: 'Clear failures',
		detail: started.extend({ reason: z.string() }),
		sentence: ({ failures, jobsTakenAway = 0, selection, reason }) => {
			const jobs =
				jobsTakenAway > 0 ? ` and ${countOf(jobsTakenAway, 'job')} about nothing that is stored` : '';
			return `cleared ${countOf(failures, 'failure')}${jobs}${chosen(selection)}, because: ${reason}`;
		},
		subjects: aboutAction,
	}),
	'failures.cancel': defineAction({
		label: 'Cancel a retry or clear',
		detail: z.object({
			...{ action: z.string(), failures: z.int() },
			...{ queued: z.int().default(0), cleared: z.int().default(0) },
			...{ not_open: z.int().default(0), refused: z.int().default(0) },
		}),
		sentence: ({ failures, ...outcomes }) => {
			const done = (['queued', 'cleared', 'not_open', 'refused'] as const)
				.filter((outcome) => outcomes[outcome] > 0)
				.map((outcome) => `${outcomes[outcome]} ${OUTCOMES[outcome]}`);
			return `ended work on ${countOf(failures, 'failure')} early: ${listed(done) || 'nothing was done yet'}`;
		},
		subjects: aboutAction,
	}),
	'settlement.retry': defineAction({
		label: 'Retry settlements',
		detail: z.object({ matches: z.array(z.string()), queued: z.int(), refused: z.int() }),
		sentence: ({ matches, queued, refused }) =>
			`asked for ${countOf(matches.length, 'settlement')}: ${queued} queued, ${refused} refused`,
		subjects: ({ matches }) => matches.map((id) => ({ kind: 'match', id })),
	}),
	'settlement.corrected': defineAction({
		label: 'Correct a settlement',
		detail: z.object({
			matchId: z.string(),
			from: revision(),
			to: revision(),
			pointsChanged: z.int(),
		}),
		sentence: ({ from, to, pointsChanged }) =>
			`settled it again, as its result changed from ${score(from)} to ${score(to)}: the points of ${countOf(pointsChanged, 'prediction')} changed`,
		subjects: ({ matchId }) => [{ kind: 'match', id: matchId }],
	}),
};

function revision() {
	return z.object({
		revision: z.int(),
		score: z.object({ home: z.int(), away: z.int() }),
		quotas: z.object({ home: z.number(), draw: z.number(), away: z.number() }).nullable(),
	});
}

function score({ score: { home, away } }: z.infer<ReturnType<typeof revision>>): string {
	return `${home}:${away}`;
}

function chosen(selection: string | undefined): string {
	return selection === undefined ? '' : ` (${selection})`;
}

function aboutAction({ action }: { action: string }): Subject[] {
	return [{ kind: 'failure action', id: action }];
}
