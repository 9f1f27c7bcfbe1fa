-- AlterEnum
ALTER TYPE "PointsUnit" ADD VALUE 'year';
ALTER TYPE "PointsUnit" ADD VALUE 'decade';
