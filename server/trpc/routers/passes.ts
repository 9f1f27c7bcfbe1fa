import { previewOperatorPass, runOperatorPass } from '../../pipeline/operator-pass.ts';
import { recentPasses } from '../../pipeline/passes.ts';
import { operatorProcedure, router } from '../init.ts';

export const passesRouter = router({
	/** The newest report of each net, and the last of passes that changed something; the newest first. */
	recent: operatorProcedure.query(({ ctx }) => recentPasses(ctx.db)),

	/** What a pass would do now; it changes nothing. At most 500 changes are named, `total` counts all. */
	preview: operatorProcedure.query(({ ctx }) => previewOperatorPass(ctx)),

	/** Reconciles every match with a claim at once, and says what that did. */
	run: operatorProcedure.mutation(({ ctx }) => runOperatorPass(ctx, ctx.actor.id)),
});
