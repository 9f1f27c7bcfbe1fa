import type { TeamAnalysis } from '../../../server/pipeline/analysis/content.ts';
import { TONE_SOFT, type Tone } from '../ui/tone.ts';

const RESULTS: Record<TeamAnalysis['form'][number], { word: string; tone: Tone }> = {
	W: { word: 'won', tone: 'good' },
	D: { word: 'drawn', tone: 'quiet' },
	L: { word: 'lost', tone: 'bad' },
};

/** The last results of a team, the newest last. */
export function FormStrip({ results }: { results: TeamAnalysis['form'] }) {
	if (results.length === 0) return <>–</>;
	return (
		<ul className="flex flex-wrap gap-1" aria-label="The newest last">
			{results.map((result, index) => (
				<li
					// biome-ignore lint/suspicious/noArrayIndexKey: results have no identity but their place
					key={index}
					title={RESULTS[result].word}
					className={`flex size-5 items-center justify-center rounded text-[11px] font-semibold ${TONE_SOFT[RESULTS[result].tone]}`}
				>
					<span aria-hidden>{result}</span>
					<span className="sr-only">{RESULTS[result].word}</span>
				</li>
			))}
		</ul>
	);
}
