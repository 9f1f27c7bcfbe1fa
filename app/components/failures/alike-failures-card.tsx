import { Form, Link } from '@remix-run/react';
import { CircleCheck, RotateCw } from 'lucide-react';
import type { AlikeFailures } from '../../../server/pipeline/failures/alike-failures.ts';
import { STAGES, type StageName } from '../../../server/pipeline/stages.ts';
import { counted, grouped } from '../../count.ts';
import { FAILURE_INTENTS } from '../../failure-intents.ts';
import { Relative } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { STAGE_LABELS } from '../pipeline/stage-state.ts';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { HiddenFields, SendButton } from './clear-form.tsx';
import { CATEGORY_LABELS } from './failure-words.ts';
import { RegressedBadge } from './regressed-badge.tsx';

interface AlikeFailuresCardProps {
	/** Open failures, by stage. */
	counts: Record<StageName, number>;
	groups: AlikeFailures[];
}

/** What has failed and why, in groups that one click tries again; the page of failures has the evidence. */
export function AlikeFailuresCard({ counts, groups }: AlikeFailuresCardProps) {
	const total = STAGES.reduce((sum, stage) => sum + counts[stage], 0);
	const shown = groups.reduce((sum, { failures }) => sum + failures, 0);
	return (
		<Card title="Failures by cause" aside={<Ways total={total} />} flush>
			{groups.length === 0 ? (
				<Empty icon={CircleCheck} tone="good">
					Nothing has failed, or what failed has been done since.
				</Empty>
			) : (
				<ul aria-label="Failures by cause" className="divide-y">
					{groups.map((group) => (
						<Group key={`${group.stage} ${group.category} ${group.fingerprint}`} group={group} />
					))}
				</ul>
			)}
			{total > shown && (
				<p className="border-t px-4 py-2.5">
					<Link to={urls.failures} className="font-medium text-info hover:underline">
						{counted(total - shown, 'more failure')}
					</Link>
				</p>
			)}
		</Card>
	);
}

function Ways({ total }: { total: number }) {
	return (
		<Link to={urls.failures} className="font-medium text-info hover:underline">
			{total === 0 ? 'All failures' : `Why, and what mends ${total === 1 ? 'it' : `all ${grouped(total)}`}`}
		</Link>
	);
}

function Group({ group }: { group: AlikeFailures }) {
	const { stage, category, fingerprint, words, failures, regressed, lastSeenAt } = group;
	const filter = { stage, category, fingerprint };
	const fields = { filter: `${new URLSearchParams(filter)}`, confirmed: String(failures) };
	return (
		<li className="flex flex-col items-start gap-x-4 gap-y-2 px-4 py-3 sm:flex-row">
			<div className="min-w-0 sm:flex-1">
				<p className="flex flex-wrap items-center gap-x-2 gap-y-1">
					<Link to={urls.failuresWith(filter)} className="font-semibold hover:underline">
						{STAGE_LABELS[stage]}: {grouped(failures)}
					</Link>
					<Badge tone="bad">{CATEGORY_LABELS[category]}</Badge>
					{regressed > 0 && <RegressedBadge count={regressed} />}
				</p>
				<p className="mt-0.5 line-clamp-3" dir="auto">
					{words}
				</p>
				<p className="mt-0.5 text-xs text-muted">
					last <Relative at={lastSeenAt} />
				</p>
			</div>
			<Form method="post" action={urls.failures} className="shrink-0">
				<HiddenFields fields={fields} />
				<SendButton intent={FAILURE_INTENTS.retryMatching} fields={fields}>
					<RotateCw aria-hidden className="size-3.5" />
					{failures === 1 ? 'Retry' : `Retry all ${grouped(failures)}`}
				</SendButton>
			</Form>
		</li>
	);
}
