ALTER TABLE `checkpoints` ADD `next_usd` real;--> statement-breakpoint
ALTER TABLE `jobs` ADD `model` text;--> statement-breakpoint
ALTER TABLE `jobs` ADD `billed_usd` real;--> statement-breakpoint
ALTER TABLE `sessions` ADD `image_model` text DEFAULT 'nano-banana-pro' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `clip_model` text DEFAULT 'kling-v2-6' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `budget_usd` real DEFAULT 10 NOT NULL;