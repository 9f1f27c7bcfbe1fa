import type { CallCounts, HealthCell } from '../../../server/history/model-health.ts';
import { counted, grouped } from '../../count.ts';
import type { Tone } from '../ui/tone.ts';

/** One quarter of a day in the picture of a model's health. */
export interface HealthView {
	/** Milliseconds since 1970: its beginning. */
	at: number;
	/** Share that was answered of the calls that count, in percent, rounded down; null without any. */
	percentage: number | null;
	tone: Tone;
	/** What stands in it when something is wrong: how most calls without an answer ended. */
	mark: string;
	words: string;
}

type Trouble = 'failed' | 'refused' | 'unusable';

/** Signs and words for the ways in which a call brings no prediction; rate-limited ones are made again. */
export const TROUBLES: Record<Trouble, { mark: string; words: string }> = {
	failed: { mark: '!', words: 'not reached' },
	refused: { mark: '×', words: 'refused' },
	unusable: { mark: '?', words: 'no score in the reply' },
};

const NAMES: Trouble[] = ['failed', 'refused', 'unusable'];

/** A cell for each quarter, those without a call among them. */
export function healthViews(quarters: Date[], cells: HealthCell[]): HealthView[] {
	const known = new Map(cells.map(({ at, counts }) => [at.getTime(), counts]));
	return quarters.map((at) => viewOf(at.getTime(), known.get(at.getTime())));
}

/** How well a share is. */
export function healthTone(percentage: number | null): Tone {
	if (percentage === null) return 'quiet';
	if (percentage >= 99) return 'good';
	return percentage >= 90 ? 'warn' : 'bad';
}

/** How calls ended, in words: "98 %, 1,180 of 1,204 calls answered, 20 refused, 4 not reached". */
export function countsInWords(counts: CallCounts): string {
	const calls = callsThatCount(counts);
	const limited = counts.rate_limited > 0 ? [`${grouped(counts.rate_limited)} more rate-limited`] : [];
	if (calls === 0) return limited[0] ?? 'no call';
	const troubles = NAMES.filter((name) => counts[name] > 0).map(
		(name) => `${grouped(counts[name])} ${TROUBLES[name].words}`,
	);
	const share = `${share100(counts)} %, ${grouped(counts.answered)} of ${counted(calls, 'call')} answered`;
	return [share, ...troubles, ...limited].join(', ');
}

/** All cells of a model added up. */
export function totalOf(cells: HealthCell[]): CallCounts {
	const sum = (name: keyof CallCounts) => cells.reduce((total, { counts }) => total + counts[name], 0);
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
export function healthSummary(models: { name: string; health: HealthCell[] }[]): string {
	const totals = models.map(({ name, health }) => ({ name, counts: totalOf(health) }));
	const all = totalOf(totals.map(({ counts }) => ({ at: new Date(0), counts })));
	if (callsThatCount(all) === 0) return 'No model was asked in the last 7 days.';
	const poor = totals
		.filter(({ counts }) => healthTone(share100(counts)) === 'bad')
		.toSorted((a, b) => (share100(a.counts) ?? 0) - (share100(b.counts) ?? 0));
	const worst = poor[0];
	const told = worst
		? `${counted(poor.length, 'model')} answered fewer than 90 %, the least ${worst.name} with ${share100(worst.counts)} %`
		: 'every model that was asked answered at least 90 %';
	return `${share100(all)} % of ${counted(callsThatCount(all), 'call')} in the last 7 days were answered; ${told}.`;
}

function callsThatCount({ answered, unusable, refused, failed }: CallCounts): number {
	return answered + unusable + refused + failed;
}

function viewOf(at: number, counts: CallCounts | undefined): HealthView {
	const when = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
	if (!counts) return { at, percentage: null, tone: 'quiet', mark: '', words: `${when} UTC: no call` };
	const percentage = share100(counts);
	const tone = healthTone(percentage);
	const worst = NAMES.toSorted((a, b) => counts[b] - counts[a])[0] ?? 'failed';
	const wrong = tone === 'warn' || tone === 'bad';
	return {
		...{ at, percentage, tone },
		mark: wrong ? TROUBLES[worst].mark : '',
		words: `${when} UTC: ${countsInWords(counts)}`,
	};
}
