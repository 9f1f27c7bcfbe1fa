import { z } from 'zod';
import { type OperatorRole, ROLES } from '../../auth/roles.ts';
import { defineAction, type Subject } from '../define-action.ts';

const named = z.object({ name: z.string() });
const role = z.enum(ROLES);
const token = named.extend({ token: z.string() });

const AS: Record<OperatorRole, string> = { operator: 'an operator', viewer: 'a viewer' };

/** Who let whom in, and to do what. */
export const peopleActions = {
	'people.add': defineAction({
		label: 'Add a person',
		detail: named.extend({ role }),
		sentence: (detail) => `let “${detail.name}” in as ${AS[detail.role]}`,
		subjects: aboutPerson,
	}),
	'people.remove': defineAction({
		label: 'Remove a person',
		detail: named,
		sentence: ({ name }) => `removed “${name}”, whose sessions and tokens ended`,
		subjects: aboutPerson,
	}),
	'people.role': defineAction({
		label: 'Change a role',
		detail: named.extend({ role, before: role }),
		sentence: (detail) => `made “${detail.name}” ${AS[detail.role]}, from ${AS[detail.before]}`,
		subjects: aboutPerson,
	}),
	'people.password': defineAction({
		label: 'Change a password',
		detail: named,
		sentence: ({ name }) => `gave “${name}” another password, and logged them out`,
		subjects: aboutPerson,
	}),
	'tokens.add': defineAction({
		label: 'Add an API token',
		detail: token,
		sentence: ({ name, token: called }) => `made the API token “${called}” of “${name}”`,
		subjects: aboutPerson,
	}),
	'tokens.remove': defineAction({
		label: 'Remove an API token',
		detail: token,
		sentence: ({ name, token: called }) => `removed the API token “${called}” of “${name}”`,
		subjects: aboutPerson,
	}),
};

function aboutPerson({ name }: { name: string }): Subject[] {
	return [{ kind: 'person', id: name }];
}
