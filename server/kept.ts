import type { Clock } from './clock.ts';

/** Asks, or gives the answer that it knows. */
export interface Kept<Answer> {
	(): Promise<Answer>;
	/** There is reason to doubt what is known: it is kept for so many real milliseconds at most, since it was made. */
	doubt(life: number): void;
}

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
): Kept<Answer> {
	let known: { answer: Answer; madeAt: number; life: number } | null = null;
	let underWay: Promise<Answer> | null = null;

	function read(): Promise<Answer> {
		if (known && realClock.now().getTime() < known.madeAt + known.life) return Promise.resolve(known.answer);
		underWay ??= ask()
			.then((answer) => {
				known = { answer, madeAt: realClock.now().getTime(), life: life(answer) };
				return answer;
			})
			.finally(() => {
				underWay = null;
			});
		return underWay;
	}

	function doubt(life: number): void {
		if (known) known.life = Math.min(known.life, life);
	}

	return Object.assign(read, { doubt });
}
