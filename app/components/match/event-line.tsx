import type { MatchEvent } from '../../../server/pipeline/match-story/match-events.ts';
import { Time } from '../../time/time.tsx';
import { TONE_TEXT, type Tone } from '../ui/tone.ts';

const TONES: Record<MatchEvent['mood'], Tone> = { good: 'good', bad: 'bad', neutral: 'quiet' };

/** Something that happened to a match, and when. */
export function EventLine({ event: { at, what, detail, mood } }: { event: MatchEvent }) {
	return (
		<li className="text-xs">
			<span className="text-muted">
				<Time at={at} as="weekday" />
			</span>{' '}
			<span className={mood === 'neutral' ? '' : TONE_TEXT[TONES[mood]]} dir="auto">
				{what}
			</span>
			{detail && (
				<span className="line-clamp-3 break-words text-muted" dir="auto" title={detail}>
					{detail}
				</span>
			)}
		</li>
	);
}
