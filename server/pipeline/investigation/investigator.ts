import type { Clock } from '../../clock.ts';
import { kept } from '../../kept.ts';
import type { EvidenceDeps } from './evidence.ts';
import { type InvestigationOptions, investigate } from './investigate.ts';
import type { Investigation } from './investigation.ts';

export type Investigator = (options: InvestigationOptions) => Promise<Investigation>;

/** An answer is kept this many times as long as it took: open pages may take a tenth of a process at most. */
const KEPT_TIMES = 10;
const KEPT_AT_MOST = 30_000;

/**
 * Makes an `investigate` for many who ask: those who ask the same at once share an answer, and one that took long
 * is kept for a while.
 */
export function createInvestigator(deps: EvidenceDeps, realClock: Clock): Investigator {
	const questions = new Map<string, () => Promise<{ answer: Investigation; tookMs: number }>>();

	function questionOf(options: InvestigationOptions) {
		const ask = async () => {
			const started = performance.now();
			const answer = await investigate(deps, options);
			return { answer, tookMs: performance.now() - started };
		};
		return kept(ask, ({ tookMs }) => Math.min(KEPT_AT_MOST, KEPT_TIMES * tookMs), realClock);
	}

	return async (options) => {
		const key = JSON.stringify(options);
		// Few ask anything but the console's question; those who do may ask for any time.
		if (questions.size > 20) questions.clear();
		const question = questions.get(key) ?? questionOf(options);
		questions.set(key, question);
		return (await question()).answer;
	};
}
