import type { Failure } from '../../../server/pipeline/failures/failure.ts';

type Told = Pick<Failure, 'fingerprint' | 'cause' | 'message'>;

/** What most of the failures say, and how many do; null when no two are alike. `failures`: the newest first. */
export function commonest(failures: Told[]): { words: string; count: number } | null {
	const counts = new Map<string, number>();
	for (const { fingerprint } of failures) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
	const [most] = [...counts].sort(([, a], [, b]) => b - a);
	if (!most || most[1] < 2) return null;
	const newest = failures.find(({ fingerprint }) => fingerprint === most[0]);
	return newest ? { words: newest.cause ?? newest.message, count: most[1] } : null;
}
