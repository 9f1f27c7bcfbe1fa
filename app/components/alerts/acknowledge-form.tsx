import { Form, useLocation } from '@remix-run/react';
import { Check, CheckCheck } from 'lucide-react';
import type { OpenAlert } from '../../../server/alerts/alert.ts';
import { ALERT_NAMES } from '../../../server/alerts/alert-words.ts';
import { ALERT_INTENTS } from '../../alert-intents.ts';
import { grouped } from '../../count.ts';
import { useSubmitting } from '../../submitting.ts';
import { urls } from '../../urls.ts';
import { Button } from '../ui/button.tsx';

/** Says that the operator knows of an alert, from any page, which it leads back to. Works without JavaScript. */
export function AcknowledgeForm({ alert: { id, kind, message } }: { alert: OpenAlert }) {
	const busy = useSubmitting((form) => isAcknowledgement(form) && form.getAll('alert').includes(id));
	return (
		<Form method="post" action={urls.alerts} preventScrollReset>
			<Fields ids={[id]} />
			<Button
				name="intent"
				value={ALERT_INTENTS.acknowledge}
				disabled={busy}
				aria-label={`Acknowledge: ${ALERT_NAMES[kind]}, ${message}`}
			>
				<Check aria-hidden className="size-3.5" />
				Acknowledge
			</Button>
		</Form>
	);
}

/** The same for all that are shown; those that have closed meanwhile are left out. */
export function AcknowledgeAllForm({ alerts }: { alerts: OpenAlert[] }) {
	const busy = useSubmitting((form) => form.get('intent') === ALERT_INTENTS.acknowledgeAll);
	return (
		<Form method="post" action={urls.alerts} preventScrollReset>
			<Fields ids={alerts.map(({ id }) => id)} />
			<Button name="intent" value={ALERT_INTENTS.acknowledgeAll} disabled={busy}>
				<CheckCheck aria-hidden className="size-3.5" />
				Acknowledge all {grouped(alerts.length)}
			</Button>
		</Form>
	);
}

function Fields({ ids }: { ids: string[] }) {
	const { pathname, search } = useLocation();
	return (
		<>
			<input type="hidden" name="to" value={pathname + search} />
			{ids.map((id) => (
				<input key={id} type="hidden" name="alert" value={id} />
			))}
		</>
	);
}

function isAcknowledgement(form: FormData): boolean {
	const intent = form.get('intent');
	return intent === ALERT_INTENTS.acknowledge || intent === ALERT_INTENTS.acknowledgeAll;
}
