import type { Clock } from '../../clock.ts';
import { kept } from '../../kept.ts';
import type { EvidenceDeps } from './evidence.ts';
import { type InvestigationOptions, investigate } from './investigate.ts';
import type { Investigation } from './investigation.ts';

export type Investigator = (options: InvestigationOptions) => Promise<Investigation>;

/** Real milliseconds: an answer that took less is made anew for everybody, so that it is never out of date. */
const COSTLY = 1_000;
/** A costly answer is kept this many times as long as it took. */
const KEPT_TIMES = 5;

/**
 * Makes an `investigate` for many open pages, which all ask again when something changes: when there is so much to
 * look into that an answer takes seconds, they share it for a while.
 */
export function createInvestigator(deps: EvidenceDeps, realClock: Clock): Investigator {
	const costly = new Map<string, () => Promise<Investigation>>();

	return async (options) => {
		const key = JSON.stringify(options);
		const shared = costly.get(key);
		if (shared) return shared();
		const { answer, tookMs } = await timed(deps, options);
		if (tookMs >= COSTLY) costly.set(key, sharing(key, options));
		return answer;
	};

	function sharing(key: string, options: InvestigationOptions): () => Promise<Investigation> {
		const ask = kept(
			() => timed(deps, options),
			({ tookMs }) => KEPT_TIMES * tookMs,
			realClock,
		);
		return async () => {
			const { answer, tookMs } = await ask();
			if (tookMs < COSTLY) costly.delete(key);
			return answer;
		};
	}
}

async function timed(deps: EvidenceDeps, options: InvestigationOptions) {
	const started = performance.now();
	const answer = await investigate(deps, options);
	return { answer, tookMs: performance.now() - started };
}
