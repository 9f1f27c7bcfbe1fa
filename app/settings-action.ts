import { type AppLoadContext, data, redirect } from '@remix-run/node';
import { formText } from './form-text.ts';
import { actOnPeople, type NewCredential } from './people-actions.ts';
import { refused } from './refused.ts';
import {
	COMPETITION_INTENTS,
	type CompetitionIntent,
	PEOPLE_INTENTS,
	type PeopleIntent,
} from './settings-intents.ts';
import { urls } from './urls.ts';
import { actOnWebhooks, type WebhookDone, type WebhookRefusal, webhookFields } from './webhook-actions.ts';
import { WEBHOOK_INTENTS, type WebhookIntent } from './webhook-intents.ts';

/** Why a form of the settings was refused, with what it was about. */
export interface SettingsRefusal extends WebhookRefusal {
	fields: WebhookRefusal['fields'] & { competition: string; token: string; role: string };
}

export type SettingsDone = WebhookDone | { credential: NewCredential };

type Callers = Pick<AppLoadContext['plainCaller'], 'webhooks' | 'people' | 'competitions'>;

/**
 * Answers the forms of the settings: what is to be told once, why it was refused, or the way back to what changed.
 * @throws Response 400 for a form that there is not
 */
export async function settingsAction(callers: Callers, form: FormData) {
	const intent = formText(form, 'intent');
	try {
		const { done, place } = await act(callers, intent, form);
		return done ? data(done) : redirect(place, 303);
	} catch (error) {
		const { data: told, init } = refused(error);
		const refusal: SettingsRefusal = {
			...told,
			intent,
			fields: {
				...webhookFields(form),
				...{ competition: formText(form, 'competition'), token: formText(form, 'token') },
				role: formText(form, 'role'),
			},
		};
		return data(refusal, init ?? {});
	}
}

interface Acted {
	done: SettingsDone | null;
	place: string;
}

async function act(callers: Callers, intent: string, form: FormData): Promise<Acted> {
	if (isOne<WebhookIntent>(WEBHOOK_INTENTS, intent)) {
		return { done: await actOnWebhooks(callers, intent, form), place: urls.settingsWebhooks };
	}
	if (isOne<PeopleIntent>(PEOPLE_INTENTS, intent)) {
		const credential = await actOnPeople(callers, intent, form);
		return { done: credential && { credential }, place: urls.settingsPeople };
	}
	if (isOne<CompetitionIntent>(COMPETITION_INTENTS, intent)) {
		const id = formText(form, 'competition');
		if (intent === COMPETITION_INTENTS.follow) await callers.competitions.follow({ id });
		else await callers.competitions.unfollow({ id, confirmed: Number(formText(form, 'confirmed')) });
		return { done: null, place: urls.settingsCompetitions };
	}
	throw new Response('This page has no such form: load it again.', { status: 400 });
}

function isOne<Intent extends string>(intents: Record<string, Intent>, intent: string): intent is Intent {
	return Object.values<string>(intents).includes(intent);
}
