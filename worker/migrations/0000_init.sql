CREATE TABLE `assets` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text,
	`slot` text,
	`version` integer NOT NULL,
	`role` text,
	`file_name` text NOT NULL,
	`content_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`duration_seconds` real,
	`made_from` text NOT NULL,
	`job_id` text,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `assets_by_session` ON `assets` (`session_id`);--> statement-breakpoint
CREATE TABLE `checkpoints` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`stage` text NOT NULL,
	`state` text NOT NULL,
	`turn_id` text NOT NULL,
	`asset_ids` text NOT NULL,
	`note` text,
	`created_at` text NOT NULL,
	`decided_at` text
);
--> statement-breakpoint
CREATE INDEX `checkpoints_by_session` ON `checkpoints` (`session_id`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`turn_id` text NOT NULL,
	`slot` text NOT NULL,
	`provider` text NOT NULL,
	`provider_id` text,
	`state` text NOT NULL,
	`price_usd` real NOT NULL,
	`asset_id` text,
	`failure_code` text,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `jobs_by_session` ON `jobs` (`session_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`stops` text NOT NULL,
	`stage` text,
	`cover_asset_id` text,
	`spent_usd` real NOT NULL,
	`running` integer NOT NULL,
	`archived` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_by_update` ON `sessions` (`updated_at`,`id`);