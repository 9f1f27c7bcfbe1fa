import type { ReactNode } from 'react';
import type { MatchEvent } from '../../../server/pipeline/match-story/match-events.ts';
import type { StageStory } from '../../../server/pipeline/match-story/stage-stories.ts';
import { groupOutages } from '../../../server/pipeline/outage-groups.ts';
import type { StageDelay } from '../../../server/pipeline/stage-delays.ts';
import { formatDuration } from '../../time/format.ts';
import { useNow } from '../../time/pipeline-clock.tsx';
import { Relative, Time } from '../../time/time.tsx';
import { OutageLine } from '../pipeline/outage-line.tsx';
import { STAGE_LABELS, stageView } from '../pipeline/stage-state.ts';
import { Badge } from '../ui/badge.tsx';
import { TONE_SOFT, TONE_TEXT } from '../ui/tone.ts';
import { EventLine } from './event-line.tsx';

interface StageTimelineProps {
	stories: StageStory[];
	events: MatchEvent[];
	delays: StageDelay[];
	/** Predictions that were made before kick-off, and after it. */
	predictions: { stored: number; retroactive: number };
}

/** Stage by stage: what was due, what happened, and what is next. */
export function StageTimeline({ stories, events, delays, predictions }: StageTimelineProps) {
	return (
		<>
			<div
				aria-hidden
				className={`hidden border-b px-4 py-2 text-xs font-medium text-muted md:grid ${COLUMNS}`}
			>
				<span>Stage</span>
				<span>Due</span>
				<span>What happened</span>
				<span>Next</span>
			</div>
			<ol className="divide-y">
				{stories.map((story) => (
					<Step
						key={story.stage}
						story={story}
						events={events.filter(({ stage }) => stage === story.stage)}
						delay={delays.find(({ stage }) => stage === story.stage)}
						predictions={story.stage === 'predictions' ? predictions : null}
					/>
				))}
			</ol>
		</>
	);
}

const COLUMNS = 'md:grid-cols-[11rem_10rem_1fr_minmax(10rem,16rem)] gap-x-4 gap-y-2';

interface StepProps {
	story: StageStory;
	events: MatchEvent[];
	delay: StageDelay | undefined;
	predictions: StageTimelineProps['predictions'] | null;
}

function Step({ story, events, delay, predictions }: StepProps) {
	const { stage, state, next } = story;
	const { label, tone, icon: Icon, reason } = stageView(state);
	const told = events.some(({ detail }) => detail === reason);
	const happened = story.startedAt ?? story.doneAt ?? reason ?? events[0] ?? delay;
	return (
		<li className={`grid items-start px-4 py-3 ${COLUMNS}`}>
			<h3 className="flex items-center gap-2.5">
				<span className={`flex size-7 shrink-0 items-center justify-center rounded-full ${TONE_SOFT[tone]}`}>
					<Icon
						aria-hidden
						className={`size-4 ${state.is === 'running' ? 'animate-spin [animation-duration:2.5s]' : ''}`}
					/>
				</span>
				<span>
					<span className="block font-medium leading-5">{STAGE_LABELS[stage]}</span>
					<span className={`block text-xs leading-4 ${TONE_TEXT[tone]}`}>{label}</span>
				</span>
			</h3>
			<Part name="Due">
				<Due story={story} />
			</Part>
			<Part name="What happened" empty={!happened}>
				<Done story={story} predictions={predictions} />
				{reason && !told && (
					<p className="line-clamp-4 break-words text-xs text-muted" dir="auto" title={reason}>
						{reason}
					</p>
				)}
				{events.length > 0 && (
					<ul className="mt-1 grid gap-1">
						{events.map((event) => (
							<EventLine key={`${event.at.toISOString()} ${event.what}`} event={event} />
						))}
					</ul>
				)}
				{delay && <Delay delay={delay} />}
			</Part>
			<Part name="Next">
				{next ? (
					<p className="break-words">
						<span className="first-letter:uppercase inline-block">{next.what}</span>
						{next.at && (
							<span className="block text-xs text-muted">
								<Time at={next.at} as="weekday" />, <Relative at={next.at} />
							</span>
						)}
					</p>
				) : (
					<p className="text-muted">Nothing</p>
				)}
			</Part>
		</li>
	);
}

/** On a phone the columns have no heads, and each says what it is. */
function Part({ name, empty = false, children }: { name: string; empty?: boolean; children: ReactNode }) {
	return (
		<div
			className={`${empty ? 'hidden' : 'grid'} min-w-0 grid-cols-[6.5rem_minmax(0,1fr)] gap-x-2 pl-[2.375rem] md:block md:pl-0 md:pt-0.5`}
		>
			<p className="text-xs leading-5 text-muted md:sr-only">{name}</p>
			<div className="min-w-0">{children}</div>
		</div>
	);
}

function Due({ story: { stage, state, dueAt, queuedFrom } }: { story: StageStory }) {
	if (!dueAt) {
		return (
			<p className="text-muted">{stage === 'settlement' && state.is === 'not-due' ? 'At full time' : '–'}</p>
		);
	}
	return (
		<>
			<p>
				<Time at={dueAt} as="weekday" />
			</p>
			<p className="text-xs text-muted">
				{state.is === 'not-due' && queuedFrom ? (
					<>
						queued <Relative at={queuedFrom} />
					</>
				) : (
					<Relative at={dueAt} />
				)}
			</p>
		</>
	);
}

/** When it was done, how long that took, and whether it was in time. */
function Done({ story, predictions }: Pick<StepProps, 'story' | 'predictions'>) {
	const { stage, state, startedAt, doneAt, lateBy } = story;
	const onTime = stage !== 'live' && doneAt !== null && lateBy === null && state.is === 'done';
	const took = startedAt && doneAt ? doneAt.getTime() - startedAt.getTime() : null;
	return (
		<p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 empty:hidden">
			{doneAt && (
				<span>
					{WORDS[stage]} <Time at={doneAt} as="weekday" />
				</span>
			)}
			{!doneAt && startedAt && (
				<span>
					{stage === 'live' ? 'Kicked off' : 'Begun'} <Time at={startedAt} as="weekday" />
				</span>
			)}
			{took !== null && <span className="text-xs text-muted">took {formatDuration(took)}</span>}
			{onTime && <Badge tone="good">On time</Badge>}
			{lateBy !== null && <Badge tone="warn">{formatDuration(lateBy)} late</Badge>}
			{predictions && predictions.stored > 0 && (
				<span className="text-xs text-muted">
					{predictions.stored - predictions.retroactive} before kick-off
					{predictions.retroactive > 0 && (
						<span className="text-warn">, {predictions.retroactive} retroactive</span>
					)}
				</span>
			)}
		</p>
	);
}

const WORDS: Record<StageStory['stage'], string> = {
	analysis: 'Made',
	lineups: 'Ended',
	predictions: 'All there',
	live: 'Full time',
	settlement: 'Settled',
};

/** The outages that held a stage up. */
function Delay({ delay: { since, outages } }: { delay: StageDelay }) {
	const now = useNow();
	return (
		<div className="mt-1 text-xs text-warn">
			<p>
				Held up since <Time at={since} as="weekday" />:
			</p>
			<ul>
				{groupOutages(outages, now).map((outage) => (
					<li key={outage.from.toISOString()}>
						<OutageLine outage={outage} />
					</li>
				))}
			</ul>
		</div>
	);
}
