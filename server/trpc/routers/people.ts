import { addApiToken, apiTokenNamed, removeApiToken } from '../../auth/api-tokens.ts';
import {
	addPerson,
	listPeople,
	newPassword,
	newPerson,
	personNamed,
	removePerson,
	setPersonPassword,
	setPersonRole,
} from '../../auth/people.ts';
import { operatorProcedure, router } from '../init.ts';

export const peopleRouter = router({
	/** Who gets in, and with which tokens; no password and no token can be read. */
	list: operatorProcedure.query(({ ctx }) => listPeople(ctx)),

	/** Lets somebody in; their password is in the answer, this once. */
	add: operatorProcedure.input(newPerson).mutation(({ ctx, input }) => addPerson(ctx, input, ctx.actor.id)),

	/** Ends their sessions and tokens; what they did keeps their name. */
	remove: operatorProcedure
		.input(personNamed)
		.mutation(({ ctx, input }) => removePerson(ctx, input.name, ctx.actor.id)),

	setRole: operatorProcedure
		.input(newPerson.pick({ name: true, role: true }))
		.mutation(({ ctx, input }) => setPersonRole(ctx, input, ctx.actor.id)),

	/** Gives them another password, in the answer this once, and logs them out. */
	setPassword: operatorProcedure
		.input(newPassword)
		.mutation(({ ctx, input }) => setPersonPassword(ctx, input, ctx.actor.id)),

	/** Makes an API token; it is in the answer, this once. */
	addToken: operatorProcedure
		.input(apiTokenNamed)
		.mutation(({ ctx, input }) => addApiToken(ctx, input, ctx.actor.id)),

	removeToken: operatorProcedure
		.input(apiTokenNamed)
		.mutation(({ ctx, input }) => removeApiToken(ctx, input, ctx.actor.id)),
});
