import { Form, Link } from '@remix-run/react';
import { CircleCheck, ListRestart, Play } from 'lucide-react';
import type { PassPreview } from '../../../server/pipeline/operator-pass.ts';
import type { PassReport, PlannedChange } from '../../../server/pipeline/pass-report.ts';
import { changesInWords } from '../../../server/pipeline/pass-words.ts';
import { useLasting } from '../../lasting.ts';
import { PASS_INTENTS, type PassOutcome } from '../../pass-action.ts';
import { useSubmitting } from '../../submitting.ts';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { TONE_SOFT } from '../ui/tone.ts';
import { KickoffTime } from './kickoff-time.tsx';
import { PassDetails } from './pass-list.tsx';
import { STAGE_LABELS } from './stage-state.ts';

/** Looks what a pass would do; it runs at once when that is nothing. Works without JavaScript. */
export function PassForm() {
	return <IntentForm intent="look" label="Run a pass now" />;
}

/** What a pass would do, to be confirmed, or what the last one of this page did. */
export function PassResult({ outcome }: { outcome: PassOutcome | undefined }) {
	const [shown, putAway] = useLasting(outcome);
	return (
		<div role="status" aria-label="Pass" className="empty:absolute">
			{shown && 'preview' in shown && <Preview preview={shown.preview} onCancel={putAway} />}
			{shown && 'report' in shown && <Done report={shown.report} />}
		</div>
	);
}

function Preview({
	preview: { report, changes, total },
	onCancel,
}: {
	preview: PassPreview;
	onCancel: () => void;
}) {
	return (
		<div className={`border-b px-4 py-3 ${TONE_SOFT.info}`}>
			<p className="font-medium">A pass would {changesInWords(report, 'would')}.</p>
			<PassDetails pass={report} />
			<div className="mt-2 text-ink">
				<Disclosure summary={`What it would change: ${total}`}>
					<ul className="grid gap-1 text-xs">
						{changes.slice(0, MOST_NAMED).map((change) => (
							<Change key={`${change.stage} ${change.matchId}`} change={change} />
						))}
						{total > MOST_NAMED && <li>and {total - MOST_NAMED} more</li>}
					</ul>
				</Disclosure>
			</div>
			<div className="mt-3 flex flex-wrap items-center gap-3">
				<IntentForm intent="run" label="Run the pass" />
				<Link
					to={urls.overview}
					preventScrollReset
					onClick={onCancel}
					className="text-[13px] font-medium underline underline-offset-4"
				>
					Not now
				</Link>
			</div>
		</div>
	);
}

/** Changes that are named; the rest is counted. */
const MOST_NAMED = 50;

const CHANGES: Record<PlannedChange['change'], string> = {
	add: 'Queue',
	replace: 'Queue in place of an ended job',
	move: 'Move',
	drop: 'Drop',
};

function Change({ change }: { change: PlannedChange }) {
	return (
		<li>
			{CHANGES[change.change]}: {STAGE_LABELS[change.stage].toLowerCase()} of{' '}
			<Link to={urls.match(change.matchId)} className="font-medium hover:underline" dir="auto">
				{change.home} – {change.away}
			</Link>
			{change.change !== 'drop' && (
				<>
					{' '}
					due <Time at={change.dueAt} as="weekday" />
				</>
			)}
			, kick-off <KickoffTime match={change} as="weekday" />
		</li>
	);
}

function Done({ report }: { report: PassReport }) {
	const changes = changesInWords(report);
	return (
		<div className={`flex gap-2.5 border-b px-4 py-3 ${TONE_SOFT.good}`}>
			<CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
			<div className="min-w-0">
				<p className="font-medium">{changes ? `The pass ${changes}.` : 'Nothing had to change.'}</p>
				<PassDetails pass={report} />
			</div>
		</div>
	);
}

function IntentForm({ intent, label }: { intent: keyof typeof PASS_INTENTS; label: string }) {
	const busy = useSubmitting((form) => form.get('intent') === PASS_INTENTS[intent]);
	const Icon = intent === 'run' ? Play : ListRestart;
	return (
		<Form method="post" action={urls.passForms} preventScrollReset>
			<input type="hidden" name="intent" value={PASS_INTENTS[intent]} />
			<Button look={intent === 'run' ? 'primary' : 'plain'} disabled={busy}>
				<Icon aria-hidden className="size-3.5" />
				{busy ? 'Working …' : label}
			</Button>
		</Form>
	);
}
