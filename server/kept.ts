import type { Clock } from './clock.ts';

/**
 * Asks once for all callers that come while the answer is being made, and keeps it afterwards: many who
 * ask cost what one does.
 * @param life real milliseconds that an answer is kept
 * @param realClock real time, whatever the pipeline's clock shows
 */
export function kept<Answer>(
	ask: () => Promise<Answer>,
	life: (answer: Answer) => number,
	realClock: Clock,
): () => Promise<Answer> {
	let known: { answer: Answer; until: number } | null = null;
	let underWay: Promise<Answer> | null = null;

	return () => {
		if (known && realClock.now().getTime() < known.until) return Promise.resolve(known.answer);
		underWay ??= ask()
			.then((answer) => {
				known = { answer, until: realClock.now().getTime() + life(answer) };
				return answer;
			})
			.finally(() => {
				underWay = null;
			});
		return underWay;
	};
}
