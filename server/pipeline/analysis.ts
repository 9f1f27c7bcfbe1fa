export {
	type MatchAnalysisContent,
	matchAnalysisContent,
	type PastMeeting,
	type TeamAnalysis,
} from './analysis/content.ts';
export { makeAnalysis } from './analysis/make-analysis.ts';
