import type { CallCounts, HealthCell } from '../../../server/history/model-health.ts';
import { counted, grouped } from '../../count.ts';
import type { Tone } from '../ui/tone.ts';

/** How a call brings no prediction; rate-limited ones are made again. */
export type Trouble = 'failed' | 'refused' | 'unusable';

export const TROUBLES: Record<Trouble, { mark: string; words: string }> = {
	failed: { mark: '!', words: 'not reached' },
	refused: { mark: '×', words: 'refused' },
	unusable: { mark: '?', words: 'without a score' },
};

const NAMES: Trouble[] = ['failed', 'refused', 'unusable'];

/** How the calls of a quarter of a day look. */
export interface HealthView {
	tone: Tone;
	/** How most calls without an answer ended, where something is wrong. */
	trouble: Trouble | null;
}

export function healthView(counts: HealthCell): HealthView {
	const tone = healthTone(counts && share100(counts));
	if (!counts || tone === 'good' || tone === 'quiet') return { tone, trouble: null };
	return { tone, trouble: NAMES.toSorted((a, b) => counts[b] - counts[a])[0] ?? null };
}

/** How well a share is. */
export function healthTone(percentage: number | null): Tone {
	if (percentage === null) return 'quiet';
	if (percentage >= 99) return 'good';
	return percentage >= 90 ? 'warn' : 'bad';
}

/** How calls ended, in words: "98 %, 1,180 of 1,204 calls answered, 20 refused, 4 not reached". */
export function countsInWords(counts: HealthCell): string {
	const calls = counts ? callsThatCount(counts) : 0;
	const limited =
		counts && counts.rate_limited > 0 ? [`${grouped(counts.rate_limited)} more rate-limited`] : [];
	if (!counts || calls === 0) return limited[0] ?? 'no call';
	const share = `${share100(counts)} %, ${grouped(counts.answered)} of ${counted(calls, 'call')} answered`;
	return [share, ...troublesInWords(counts), ...limited].join(', ');
}

/** "20 refused", "4 not reached". */
export function troublesInWords(counts: CallCounts): string[] {
	return NAMES.filter((name) => counts[name] > 0).map(
		(name) => `${grouped(counts[name])} ${TROUBLES[name].words}`,
	);
}

/** All quarters of a model added up. */
export function totalOf(quarters: HealthCell[]): CallCounts {
	const sum = (name: keyof CallCounts) =>
		quarters.reduce((total, counts) => total + (counts?.[name] ?? 0), 0);
	return {
		answered: sum('answered'),
		unusable: sum('unusable'),
		rate_limited: sum('rate_limited'),
		refused: sum('refused'),
		failed: sum('failed'),
	};
}

/** Share of the calls that count that were answered, in percent, rounded down; null without any. */
export function share100(counts: CallCounts): number | null {
	const calls = callsThatCount(counts);
	return calls === 0 ? null : Math.floor((100 * counts.answered) / calls);
}

/** The health of all models in one sentence. */
export function healthSummary(models: { name: string; total: CallCounts }[]): string {
	const all = totalOf(models.map(({ total }) => total));
	const calls = callsThatCount(all);
	if (calls === 0) return 'No model was asked in the last 7 days.';
	const poor = models
		.filter(({ total }) => healthTone(share100(total)) === 'bad')
		.toSorted((a, b) => (share100(a.total) ?? 0) - (share100(b.total) ?? 0));
	const worst = poor[0];
	const told = worst
		? `${counted(poor.length, 'model')} answered fewer than 90 %, the least ${worst.name} with ${share100(worst.total)} %`
		: 'every model that was asked answered at least 90 %';
	return `${share100(all)} % of ${counted(calls, 'call')} in the last 7 days were answered; ${told}.`;
}

export function callsThatCount({ answered, unusable, refused, failed }: CallCounts): number {
	return answered + unusable + refused + failed;
}
