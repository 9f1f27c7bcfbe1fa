import { Form } from '@remix-run/react';
import { CircleCheck, CircleSlash, Plus } from 'lucide-react';
import type {
	CompetitionList as Competitions,
	ListedCompetition,
} from '../../../server/settings/list-competitions.ts';
import { counted } from '../../count.ts';
import type { SettingsRefusal } from '../../settings-action.ts';
import { COMPETITION_INTENTS } from '../../settings-intents.ts';
import { useSubmitting } from '../../submitting.ts';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Refusal } from '../ui/refusal.tsx';

interface CompetitionListProps {
	list: Competitions;
	/** Why what was asked of one of them was refused. */
	refusal: SettingsRefusal | undefined;
}

/** The competitions that are followed, then those that were, and what can be done to each. */
export function CompetitionList({ list: { competitions, fixedBecause }, refusal }: CompetitionListProps) {
	return (
		<ul aria-label="Competitions" className="divide-y">
			{competitions.map((competition) => (
				<Row
					key={competition.id}
					competition={competition}
					fixed={fixedBecause !== null}
					refusal={refusal?.fields.competition === competition.id ? refusal : undefined}
				/>
			))}
		</ul>
	);
}

interface RowProps {
	competition: ListedCompetition;
	fixed: boolean;
	refusal: SettingsRefusal | undefined;
}

function Row({ competition, fixed, refusal }: RowProps) {
	const { id, name, timeZone, season, followed, wish, coming, nextKickoff } = competition;
	const facts = [season && `season ${season}`, timeZone && `local times in ${timeZone}`].filter(Boolean);
	return (
		<li className="grid gap-2 px-4 py-3">
			<div className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
				<div className="min-w-0">
					<p className="flex flex-wrap items-center gap-x-2 gap-y-1">
						<span className="min-w-0 [overflow-wrap:anywhere] font-medium" dir="auto">
							{name ?? id}
						</span>
						{name !== null && <code className="text-xs text-muted">{id}</code>}
						{followed ? (
							<Badge tone="good" icon={CircleCheck}>
								Followed
							</Badge>
						) : (
							<Badge tone="quiet" icon={CircleSlash}>
								Not followed
							</Badge>
						)}
					</p>
					<p className="mt-0.5 text-xs text-muted">
						{name === null ? 'Not read yet' : facts.join(', ')}
						{followed && name === null && ': its fixtures come within a minute, or an alert says why not'}
					</p>
				</div>
				<div className="min-w-0 text-xs text-muted">
					<p>
						{counted(coming, 'coming match', 'coming matches')}
						{nextKickoff && (
							<>
								, next on <Time at={nextKickoff} />
							</>
						)}
					</p>
					<p>
						{wish ? (
							<WishWords followed={followed} by={wish.by} at={wish.at} />
						) : fixed ? (
							''
						) : followed ? (
							'Named in COMPETITIONS'
						) : (
							'Not named in COMPETITIONS'
						)}
					</p>
				</div>
			</div>
			{!fixed && (followed ? <Unfollow competition={competition} /> : <Follow id={id} />)}
			<Refusal answer={refusal} />
		</li>
	);
}

function WishWords({ followed, by, at }: { followed: boolean; by: string; at: Date }) {
	return (
		<>
			{followed ? 'Added' : 'Removed'} by <bdi>{by}</bdi> on <Time at={at} />
		</>
	);
}

function Unfollow({ competition: { id, coming } }: { competition: ListedCompetition }) {
	const busy = useSubmitting((form) => form.get('competition') === id);
	return (
		<Disclosure summary="Stop following…">
			<div className="grid gap-2">
				<p className="max-w-prose text-xs text-muted">
					{coming === 0
						? 'Its fixtures are read no more. No match of it is coming, and nothing is deleted.'
						: `Its fixtures are read no more: new matches and new kick-offs are not noticed. ${counted(coming, 'coming match stays', 'coming matches stay')} as stored, and ${coming === 1 ? 'is' : 'are'} predicted and settled.`}
				</p>
				<Form method="post" action={urls.settingsCompetitions} preventScrollReset>
					<input type="hidden" name="competition" value={id} />
					<input type="hidden" name="confirmed" value={coming} />
					<Button name="intent" value={COMPETITION_INTENTS.unfollow} disabled={busy}>
						<CircleSlash aria-hidden className="size-3.5" />
						Stop following <bdi>{id}</bdi>
					</Button>
				</Form>
			</div>
		</Disclosure>
	);
}

function Follow({ id }: { id: string }) {
	const busy = useSubmitting((form) => form.get('competition') === id);
	return (
		<Form method="post" action={urls.settingsCompetitions} preventScrollReset>
			<input type="hidden" name="competition" value={id} />
			<Button name="intent" value={COMPETITION_INTENTS.follow} disabled={busy}>
				<Plus aria-hidden className="size-3.5" />
				<span>
					Follow <bdi>{id}</bdi>
				</span>
			</Button>
		</Form>
	);
}
