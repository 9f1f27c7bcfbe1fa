/** A state of the round, never a time: so the same seed strikes at the same point on any machine. */
export type Trigger =
	| { when: 'analyses'; stored: number }
	/** Share of all predictions that the round will have. */
	| { when: 'predictions'; percent: number }
	| { when: 'finished'; matches: number }
	| { when: 'all-finished' };

/** How far a round is, counted over the matches that are to be played. */
export interface RoundTally {
	matches: number;
	analyses: number;
	predictions: { expected: number; stored: number };
	finished: number;
}

/** Whether the round has come to the trigger; once it has, it stays so. */
export function isReached(
	trigger: Trigger,
	{ matches, analyses, predictions, finished }: RoundTally,
): boolean {
	switch (trigger.when) {
		case 'analyses':
			return analyses >= trigger.stored;
		case 'predictions':
			return predictions.stored * 100 >= predictions.expected * trigger.percent && predictions.stored > 0;
		case 'finished':
			return finished >= Math.min(trigger.matches, matches);
		case 'all-finished':
			return matches > 0 && finished === matches;
	}
}

export function describeTrigger(trigger: Trigger): string {
	switch (trigger.when) {
		case 'analyses':
			return trigger.stored === 1 ? 'at the first analysis' : `at ${trigger.stored} analyses`;
		case 'predictions':
			return `at ${trigger.percent} % of the predictions`;
		case 'finished':
			return trigger.matches === 1 ? 'after the first match' : `after ${trigger.matches} matches`;
		case 'all-finished':
			return 'after the last match';
	}
}
