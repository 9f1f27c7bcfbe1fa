import { Form } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useSubmitting } from '../../submitting.ts';
import { urls } from '../../urls.ts';
import type { WebhookFields } from '../../webhook-actions.ts';
import { WEBHOOK_INTENTS } from '../../webhook-intents.ts';
import { LEAST_SEVERITIES } from '../alerts/severity-words.ts';
import { Button } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';

/**
 * Adds a webhook.
 * @param fields what was typed before it was refused
 * @param added what was added: the form is empty after it, and keeps what is typed from then on
 */
export function WebhookForm({ fields, added }: { fields?: WebhookFields; added?: { id: string } }) {
	const form = useRef<HTMLFormElement>(null);
	useEffect(() => {
		if (added) form.current?.reset();
	}, [added]);
	const busy = useSubmitting((form) => form.get('intent') === WEBHOOK_INTENTS.add);
	return (
		<Form
			ref={form}
			method="post"
			action={urls.settingsWebhooks}
			preventScrollReset
			aria-label="Add a webhook"
			className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_2fr_1fr_1fr_auto]"
		>
			<TextField
				required
				label="Name"
				name="name"
				placeholder="chat"
				defaultValue={fields?.name}
				maxLength={100}
			/>
			<TextField
				required
				label="Address"
				name="url"
				type="url"
				placeholder="https://hooks.slack.com/services/…"
				defaultValue={fields?.url}
				maxLength={2_000}
			/>
			<SelectField
				label="Sends"
				name="least-severity"
				options={LEAST_SEVERITIES}
				defaultValue={fields?.leastSeverity || 'info'}
			/>
			<TextField
				label="Secret"
				name="secret"
				type="password"
				autoComplete="new-password"
				placeholder="Made up if empty"
				minLength={16}
				maxLength={500}
			/>
			<Button
				name="intent"
				value={WEBHOOK_INTENTS.add}
				look="primary"
				disabled={busy}
				className="min-h-9 justify-self-start"
			>
				<Plus aria-hidden className="size-3.5" />
				{busy ? 'Adding …' : 'Add'}
			</Button>
		</Form>
	);
}
