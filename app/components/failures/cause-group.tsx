import { Form, Link } from '@remix-run/react';
import { RotateCw } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { FailureGroup } from '../../../server/pipeline/investigation/investigation.ts';
import { counted, grouped } from '../../count.ts';
import { FAILURE_INTENTS } from '../../failure-intents.ts';
import { Relative, Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { STAGE_LABELS } from '../pipeline/stage-state.ts';
import { Badge } from '../ui/badge.tsx';
import { Command } from '../ui/command.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { ClearForm, HiddenFields, SendButton } from './clear-form.tsx';
import { CAUSE_VIEWS } from './failure-words.ts';
import { RegressedBadge } from './regressed-badge.tsx';

/**
 * Failures of one kind and one cause: why, what mends them, and how that is known.
 * @param expanded shows how that is known at once
 */
export function CauseGroup({ group, expanded }: { group: FailureGroup; expanded: boolean }) {
	const heading = useId();
	const { stage, cause, summary, matches, failures, regressed, firstSeenAt, lastSeenAt } = group;
	const { label, icon } = CAUSE_VIEWS[cause];
	return (
		<article aria-labelledby={heading} className="grid gap-3 px-4 py-4">
			<div>
				<p className="flex flex-wrap items-center gap-x-2 gap-y-1">
					<Badge tone={cause === 'unknown' ? 'warn' : 'bad'} icon={icon}>
						{label}
					</Badge>
					<Badge tone="quiet">{STAGE_LABELS[stage]}</Badge>
					{regressed > 0 && <RegressedBadge count={regressed} />}
					<span className="text-xs text-muted">
						{matches > 0 ? `${counted(matches, 'match', 'matches')}, ` : ''}
						{counted(failures, 'failure')}
						{matches > 0 ? '' : ' without a match'} · first <Time at={firstSeenAt} as="weekday" />, last{' '}
						<Time at={lastSeenAt} as="weekday" /> (
						<Relative at={lastSeenAt} />)
					</span>
				</p>
				<h3 id={heading} className="mt-1.5 text-[15px] font-semibold" dir="auto">
					{summary}
				</h3>
			</div>
			<Remedy group={group} />
			<Disclosure summary="How this is known" open={expanded}>
				<Facts group={group} />
			</Disclosure>
		</article>
	);
}

function Facts({ group }: { group: FailureGroup }) {
	const { cause, evidence, missing, message, matches, failures } = group;
	const tally = (count: number) =>
		matches > 0 ? counted(count, 'match', 'matches') : counted(count, 'failure');
	return (
		<dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[7.5rem_1fr]">
			{evidence.length > 0 && (
				<Fact name={cause === 'unknown' ? 'What was checked' : 'Evidence'}>
					<ul className="grid list-disc gap-0.5 pl-4">
						{evidence.map((piece) => (
							<li key={piece.text} dir="auto">
								{piece.text}
								{piece.matches < (matches || failures) && (
									<span className="text-muted"> ({tally(piece.matches)})</span>
								)}
							</li>
						))}
					</ul>
				</Fact>
			)}
			{missing && (
				<Fact name="Missing">
					{STAGE_LABELS[missing.stage].toLowerCase()}, due <Span from={missing.dueFrom} to={missing.dueTo} />
				</Fact>
			)}
			{!evidence.some(({ text }) => text.includes(message)) && (
				<Fact name="Error">
					<p className="line-clamp-3 text-muted" dir="auto">
						{message}
					</p>
				</Fact>
			)}
			{matches > 0 && (
				<Fact name="Matches">
					<Examples group={group} />
				</Fact>
			)}
		</dl>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div className="contents">
			<dt className="text-xs text-muted sm:pt-0.5">{name}</dt>
			<dd className="min-w-0 -mt-2 sm:mt-0">{children}</dd>
		</div>
	);
}

function Span({ from, to }: { from: Date; to: Date }) {
	if (from.getTime() === to.getTime()) return <Time at={from} as="weekday" />;
	return (
		<>
			<Time at={from} as="weekday" /> to <Time at={to} as="weekday" />
		</>
	);
}

function Examples({ group: { examples, matches, stage, fingerprint } }: { group: FailureGroup }) {
	return (
		<ul className="flex flex-wrap gap-x-3 gap-y-0.5">
			{examples.map(({ id, home, away }) => (
				<li key={id}>
					<Link to={urls.match(id)} className="hover:underline" dir="auto">
						{home} – {away}
					</Link>
				</li>
			))}
			{matches > examples.length && (
				<li>
					<Link
						to={urls.failuresWith({ stage, fingerprint })}
						className="font-medium text-info hover:underline"
					>
						all with this error, one by one
					</Link>
				</li>
			)}
		</ul>
	);
}

function Remedy({ group: { id, failures, remedy } }: { group: FailureGroup }) {
	const { text, action, command } = remedy;
	const fields = { group: id, confirmed: String(failures) };
	return (
		<div className="grid gap-2.5">
			<p className="max-w-4xl" dir="auto">
				{text}
			</p>
			<div className="flex flex-wrap items-start gap-x-4 gap-y-2">
				{(action === 'recover' || action === 'retry') && (
					<Form method="post">
						<HiddenFields fields={fields} />
						<SendButton intent={FAILURE_INTENTS.retryGroup} fields={fields} look="primary">
							<RotateCw aria-hidden className="size-3.5" />
							{action === 'recover' ? 'Recover' : 'Retry'} all {grouped(failures)}
						</SendButton>
					</Form>
				)}
				<div className="min-w-0 py-1.5">
					<ClearForm
						summary="Clear…"
						label={`Clear ${counted(failures, 'failure')}`}
						intent={FAILURE_INTENTS.clearGroup}
						fields={fields}
					/>
				</div>
				{command && (
					<p className="min-w-0 sm:ml-auto">
						<span className="sr-only">At the command line: </span>
						<Command text={command} />
					</p>
				)}
			</div>
		</div>
	);
}
