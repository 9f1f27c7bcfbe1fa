import { z } from 'zod';
import { changesInWords } from '../../pipeline/pass-words.ts';
import { countOf } from '../../words.ts';
import { defineAction, type Subject } from '../define-action.ts';

const added = z.object({
	analysis: z.int().default(0),
	lineups: z.int().default(0),
	predictions: z.int().default(0),
	settlement: z.int().default(0),
});

const model = z.object({ id: z.string(), name: z.string(), coming: z.int(), late: z.int() });

/** What operators do to the pipeline as a whole, its queues and its models. */
export const pipelineActions = {
	'pipeline.reconcile': defineAction({
		label: 'Run a pass',
		detail: z.object({
			...{ checked: z.int(), added, revived: z.int(), replaced: z.int() },
			...{ moved: z.int(), dropped: z.int() },
		}),
		sentence: ({ checked, ...report }) => {
			const changes = changesInWords({
				...report,
				checked,
				alreadyQueued: 0,
				blocked: [],
				problems: [],
				tookMs: 0,
			});
			const looked = `ran a pass over ${countOf(checked, 'match', 'matches')}`;
			return changes === null ? `${looked}: nothing had to change` : `${looked}: it ${changes}`;
		},
		subjects: () => [],
	}),
	'match.reconcile': defineAction({
		label: 'Run what a match lacks',
		detail: z.object({ match: z.string(), did: z.string().nullable() }),
		sentence: ({ did }) => `asked for what a match lacks: ${did ?? 'nothing had to change'}`,
		subjects: ({ match }) => [{ kind: 'match', id: match }],
	}),
	'models.enable': defineAction({
		label: 'Turn a model on',
		detail: model,
		sentence: ({ name, coming, late }) => `turned the model ${name} on: ${without(coming, late)} ask it now`,
		subjects: aboutModel,
	}),
	'models.disable': defineAction({
		label: 'Turn a model off',
		detail: model,
		sentence: ({ name, coming, late }) =>
			`turned the model ${name} off: ${without(coming, late)} ask it no more`,
		subjects: aboutModel,
	}),
	'queues.pause': defineAction({
		label: 'Pause a queue',
		detail: z.object({ queue: z.string(), waiting: z.int(), later: z.int(), running: z.int() }),
		sentence: ({ queue, waiting, later, running }) =>
			`paused the queue ${queue}: ${waiting} waiting, ${later} for later, ${running} running`,
		subjects: aboutQueue,
	}),
	'queues.resume': defineAction({
		label: 'Resume a queue',
		detail: z.object({ queue: z.string(), waiting: z.int() }),
		sentence: ({ queue, waiting }) => `resumed the queue ${queue}: ${countOf(waiting, 'job')} waiting`,
		subjects: aboutQueue,
	}),
	'queues.concurrency': defineAction({
		label: 'Change a concurrency',
		detail: z.object({ queue: z.string(), from: z.int(), to: z.int(), isDefault: z.boolean() }),
		sentence: ({ queue, from, to, isDefault }) =>
			`changed the concurrency of the queue ${queue} from ${from} to ${to}${isDefault ? ', which is usual' : ''}`,
		subjects: aboutQueue,
	}),
	'board.change': defineAction({
		label: 'Change something on the board',
		detail: z.object({ method: z.string(), path: z.string() }),
		sentence: ({ method, path }) => `changed something on the board: ${method} ${path}`,
		subjects: () => [],
	}),
};

function without(coming: number, late: number): string {
	return `${countOf(coming, 'coming match', 'coming matches')} and ${late} of the last days`;
}

function aboutModel({ id }: { id: string }): Subject[] {
	return [{ kind: 'model', id }];
}

function aboutQueue({ queue }: { queue: string }): Subject[] {
	return [{ kind: 'queue', id: queue }];
}
