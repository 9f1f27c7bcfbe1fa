import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { CompetitionForm } from '../components/settings/competition-form.tsx';
import { CompetitionList } from '../components/settings/competition-list.tsx';
import { InstallationFacts } from '../components/settings/installation-card.tsx';
import { NewCredential } from '../components/settings/new-credential.tsx';
import { PeopleList } from '../components/settings/people-list.tsx';
import { PersonForm } from '../components/settings/person-form.tsx';
import { WindowTable } from '../components/settings/window-table.tsx';
import { Card } from '../components/ui/card.tsx';
import { Refusal } from '../components/ui/refusal.tsx';
import { DeliveryList } from '../components/webhooks/delivery-list.tsx';
import { NewSecret } from '../components/webhooks/new-secret.tsx';
import { WebhookForm } from '../components/webhooks/webhook-form.tsx';
import { WebhookList } from '../components/webhooks/webhook-list.tsx';
import { counted } from '../count.ts';
import { type SettingsRefusal, settingsAction } from '../settings-action.ts';
import { COMPETITION_INTENTS, PEOPLE_INTENTS } from '../settings-intents.ts';
import { WEBHOOK_INTENTS } from '../webhook-intents.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Settings · Touchline' }];

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
	const [competitions, webhooks, deliveries, people, installation] = await Promise.all([
		caller.competitions.list(),
		caller.webhooks.list(),
		caller.webhooks.deliveries(),
		caller.people.list(),
		caller.installation(),
	]);
	return { competitions, webhooks, deliveries, people, installation };
}

export async function action({ request, context }: ActionFunctionArgs) {
	return settingsAction(context.plainCaller, await request.formData());
}

/** After a refusal, too: mostly something has changed since the page was loaded. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

export default function SettingsPage() {
	const { competitions, webhooks, deliveries, people, installation } = useLoaderData<typeof loader>();
	const answer = useActionData<typeof action>();
	const refusal = answer && 'problem' in answer ? answer : undefined;
	const added = answer && 'added' in answer ? answer.added : undefined;
	const credential = answer && 'credential' in answer ? answer.credential : undefined;
	const known = new Set(competitions.competitions.map(({ id }) => id));
	const following = competitions.competitions.filter(({ followed }) => followed).length;
	// One that is listed says it in its row.
	const ofFollowing = of(refusal, [COMPETITION_INTENTS.follow]);
	const ofForm = ofFollowing && !known.has(ofFollowing.fields.competition) ? ofFollowing : undefined;
	return (
		<div className="grid gap-5">
			<div>
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Settings</h1>
				<p className="mt-1.5 text-muted">
					{counted(following, 'competition')} followed, {counted(webhooks.length, 'webhook')},{' '}
					{counted(people.length, 'person', 'people')} with a login. Changes hold at once, in every process.
				</p>
			</div>
			<Card id="competitions" title="Competitions" aside={`from ${installation.source}`} flush>
				<CompetitionList list={competitions} refusal={ofForm ? undefined : of(refusal, COMPETITIONS)} />
				<div className="grid gap-3 border-t bg-raised px-4 py-3">
					{competitions.fixedBecause === null ? (
						<CompetitionForm typed={ofForm?.fields.competition} known={known.size} />
					) : (
						<p className="text-xs text-muted">{competitions.fixedBecause}</p>
					)}
					<Refusal answer={ofForm} />
				</div>
			</Card>
			<Card id="webhooks" title="Webhooks" aside="get each change of an alert once" flush>
				<WebhookList
					webhooks={webhooks}
					deliveries={deliveries}
					refusal={of(refusal, [WEBHOOK_INTENTS.turnOn, WEBHOOK_INTENTS.turnOff, WEBHOOK_INTENTS.remove])}
				/>
				<div className="grid gap-3 border-t bg-raised px-4 py-3">
					<NewSecret added={added} />
					<WebhookForm fields={of(refusal, [WEBHOOK_INTENTS.add])?.fields} added={added} />
					<Refusal answer={of(refusal, [WEBHOOK_INTENTS.add])} />
				</div>
			</Card>
			<Card title="Deliveries" aside="the last 50, in real time" flush>
				<DeliveryList deliveries={deliveries} />
			</Card>
			<Card id="people" title="People" aside="operators do everything, viewers read everything" flush>
				<PeopleList
					people={people}
					refusal={of(
						refusal,
						Object.values(PEOPLE_INTENTS).filter((intent) => intent !== PEOPLE_INTENTS.add),
					)}
				/>
				<div className="grid gap-3 border-t bg-raised px-4 py-3">
					<NewCredential credential={credential} />
					<PersonForm refused={of(refusal, [PEOPLE_INTENTS.add])} known={people.length} />
					<Refusal answer={of(refusal, [PEOPLE_INTENTS.add])} />
				</div>
			</Card>
			<Card title="Windows" aside="set by variables, read at the start" flush>
				<WindowTable windows={installation.windows} />
			</Card>
			<Card title="This installation">
				<InstallationFacts installation={installation} />
			</Card>
		</div>
	);
}

const COMPETITIONS = Object.values(COMPETITION_INTENTS);

/** The refusal, if it is of one of these forms. */
function of(refusal: SettingsRefusal | undefined, intents: string[]): SettingsRefusal | undefined {
	return refusal && intents.includes(refusal.intent) ? refusal : undefined;
}
