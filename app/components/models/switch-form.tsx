import { Form } from '@remix-run/react';
import { Power } from 'lucide-react';
import type { ModelDetail } from '../../../server/pipeline/models/read-model.ts';
import { demandInWords } from '../../../server/pipeline/models/switch-words.ts';
import { useSubmitting } from '../../submitting.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';

/** Turns a model off or on, once one has read how many matches that touches; the same form undoes it. */
export function SwitchForm({ model, demand }: Pick<ModelDetail, 'model' | 'demand'>) {
	const busy = useSubmitting((form) => form.has('enabled'));
	const does = model.enabled ? 'Disable' : 'Enable';
	const words = demandInWords(demand, !model.enabled);
	return (
		<Disclosure summary={`${does}…`}>
			<Form method="post" preventScrollReset className="grid justify-items-start gap-2">
				<p className="max-w-prose text-xs text-muted">
					{words.charAt(0).toUpperCase() + words.slice(1)}.{' '}
					{model.enabled
						? 'What it predicted stays. A match then counts as served without it.'
						: 'Coverage counts it again at once; the calls come with the next pass, within a minute.'}
				</p>
				<Button name="enabled" value={model.enabled ? 'no' : 'yes'} disabled={busy}>
					<Power aria-hidden className="size-3.5" />
					<span>
						{does} <bdi>{model.name}</bdi>
					</span>
				</Button>
			</Form>
		</Disclosure>
	);
}
