import type { AppLoadContext } from '@remix-run/node';
import { ROLES } from '../server/auth/roles.ts';
import { formText } from './form-text.ts';
import { PEOPLE_INTENTS, type PeopleIntent } from './settings-intents.ts';

/** Something that lets somebody in, which is shown this once. */
export interface NewCredential {
	kind: 'person' | 'password' | 'token';
	/** Whose it is. */
	name: string;
	/** What the token is called. */
	token: string | null;
	/** Null when the operator typed it. */
	secret: string | null;
}

/**
 * Does what a form about people asks for. @returns what there is to tell; null when the page shows it
 * @throws TRPCError when it is refused
 */
export async function actOnPeople(
	{ people }: Pick<AppLoadContext['plainCaller'], 'people'>,
	intent: PeopleIntent,
	form: FormData,
): Promise<NewCredential | null> {
	const name = formText(form, 'name');
	const token = formText(form, 'token');
	// What is typed is taken as it is; nothing is made up.
	const typed = form.get('password');
	const password = typeof typed === 'string' && typed !== '' ? typed : undefined;
	const role = ROLES.find((known) => known === formText(form, 'role')) ?? 'viewer';
	switch (intent) {
		case PEOPLE_INTENTS.add: {
			const added = await people.add({ name, role, password });
			return { kind: 'person', name, token: null, secret: password === undefined ? added.password : null };
		}
		case PEOPLE_INTENTS.password: {
			const changed = await people.setPassword({ name, password });
			return {
				kind: 'password',
				name,
				token: null,
				secret: password === undefined ? changed.password : null,
			};
		}
		case PEOPLE_INTENTS.addToken:
			return { kind: 'token', name, token, secret: (await people.addToken({ name, token })).secret };
		case PEOPLE_INTENTS.role:
			await people.setRole({ name, role });
			return null;
		case PEOPLE_INTENTS.remove:
			await people.remove({ name });
			return null;
		case PEOPLE_INTENTS.removeToken:
			await people.removeToken({ name, token });
			return null;
	}
}
