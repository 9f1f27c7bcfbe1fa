import type { Clock } from './clock.ts';

/** Answers that all who ask the same share, until something has changed. */
export interface SharedAnswers {
	/**
	 * The answer to what this key stands for: the known one, or that of a question which is under way, or a new one. One
	 * question per key is under way at a time; who comes after a change waits for the next. An error is not kept.
	 */
	share<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer>;
	/** Nobody who asks from now on is told what was read before; of all keys, or of one. */
	forget(key?: string): void;
}

export interface SharedAnswersOptions {
	/** Real time, whatever the pipeline's clock shows. */
	realClock: Clock;
	/** Real milliseconds that an answer is kept when nothing changes. */
	life: number;
	/** Answers that are kept at most; those that nobody has asked for longest go first. */
	most: number;
}

interface Question {
	answer: Promise<unknown>;
	/** When reading began; null while it waits for the question before it. */
	begunAt: number | null;
	/** Something has changed since it began. */
	outdated: boolean;
	ended: boolean;
}

export function createSharedAnswers({ realClock, life, most }: SharedAnswersOptions): SharedAnswers {
	const questions = new Map<string, Question>();
	const now = () => realClock.now().getTime();

	function isCurrent({ begunAt, outdated }: Question): boolean {
		return begunAt === null || (!outdated && now() < begunAt + life);
	}

	function pose(key: string, ask: () => Promise<unknown>, before: Question | undefined): Question {
		const question: Question = { answer: Promise.resolve(), begunAt: null, outdated: false, ended: false };
		const begin = () => {
			question.begunAt = now();
			return ask();
		};
		const waits = before !== undefined && !before.ended;
		question.answer = (waits ? before.answer.then(begin, begin) : begin()).finally(() => {
			question.ended = true;
		});
		question.answer.catch(() => drop(key, question));
		return question;
	}

	function drop(key: string, question: Question): void {
		if (questions.get(key) === question) questions.delete(key);
	}

	function outdate(key: string, question: Question): void {
		// One that has not begun will see the change.
		if (question.begunAt === null) return;
		question.outdated = true;
		if (question.ended) drop(key, question);
	}

	return {
		share<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
			const known = questions.get(key);
			const question = known && isCurrent(known) ? known : pose(key, ask, known);
			// The last in the map is the one that was asked for last.
			questions.delete(key);
			questions.set(key, question);
			for (const oldest of questions.keys()) {
				if (questions.size <= most) break;
				questions.delete(oldest);
			}
			// Whoever shares a key asks the same, so that the answer is of the same kind.
			return question.answer as Promise<Answer>;
		},
		forget(key) {
			if (key === undefined) for (const [each, question] of questions) outdate(each, question);
			else {
				const question = questions.get(key);
				if (question) outdate(key, question);
			}
		},
	};
}
