import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { FailureIntent } from '../../failure-intents.ts';
import { useSubmitting } from '../../submitting.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { TextArea } from '../ui/field.tsx';

interface ClearFormProps {
	/** On the way to it. */
	summary: string;
	/** On its button: it says how many. */
	label: string;
	intent: FailureIntent;
	/** What tells this form from the others of its intent. */
	fields: Record<string, string>;
}

/** Closes failures without another try; asks why. A real form, behind a disclosure. */
export function ClearForm({ summary, label, intent, fields }: ClearFormProps) {
	return (
		<Disclosure summary={summary}>
			<Form method="post" className="grid max-w-md gap-2">
				<HiddenFields fields={fields} />
				<ClearFields>
					<SendButton intent={intent} fields={fields}>
						{label}
					</SendButton>
				</ClearFields>
			</Form>
		</Disclosure>
	);
}

/** Why failures are cleared, above the button that does it. */
export function ClearFields({ children }: { children: ReactNode }) {
	return (
		<>
			<p className="text-xs text-muted">
				Closes them without another try. Should one fail again, it comes back as regressed.
			</p>
			<TextArea required label="Why?" name="reason" maxLength={500} />
			<div>{children}</div>
		</>
	);
}

export function HiddenFields({ fields }: { fields: Record<string, string> }) {
	return (
		<>
			{Object.entries(fields).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
		</>
	);
}

/** Sends the form that it stands in; it waits while that is under way. */
export function SendButton({
	intent,
	fields,
	look,
	children,
}: {
	intent: FailureIntent;
	fields: Record<string, string>;
	look?: 'primary';
	children: ReactNode;
}) {
	const busy = useSubmitting(
		(form) =>
			form.get('intent') === intent &&
			Object.entries(fields).every(([name, value]) => form.get(name) === value),
	);
	return (
		<Button name="intent" value={intent} look={look} disabled={busy}>
			{children}
		</Button>
	);
}
