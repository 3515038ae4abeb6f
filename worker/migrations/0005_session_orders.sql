DROP INDEX `sessions_by_owner`;--> statement-breakpoint
CREATE INDEX `sessions_by_update` ON `sessions` (`owner`,`archived`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `sessions_by_creation` ON `sessions` (`owner`,`archived`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `sessions_by_title` ON `sessions` (`owner`,`archived`,"title" collate nocase,`id`);--> statement-breakpoint
CREATE INDEX `sessions_by_spend` ON `sessions` (`owner`,`archived`,`spent_usd`,`id`);