CREATE TABLE `access_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`owner` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_tokens_name_unique` ON `access_tokens` (`name`);--> statement-breakpoint
DROP INDEX `sessions_by_update`;--> statement-breakpoint
ALTER TABLE `sessions` ADD `owner` text DEFAULT 'local' NOT NULL;--> statement-breakpoint
CREATE INDEX `sessions_by_owner` ON `sessions` (`owner`,`updated_at`,`id`);--> statement-breakpoint
ALTER TABLE `assets` ADD `owner` text DEFAULT 'local' NOT NULL;