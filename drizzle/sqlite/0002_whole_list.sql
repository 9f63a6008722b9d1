CREATE TABLE `link_requests` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`workspace` text NOT NULL,
	`person` text NOT NULL,
	`platform` text NOT NULL,
	`address` text NOT NULL,
	`state` text NOT NULL,
	`code` text,
	`params` text,
	`shop` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `link_requests_workspace` ON `link_requests` (`workspace`,`created_at`);--> statement-breakpoint
CREATE TABLE `list_settings` (
	`workspace` text NOT NULL,
	`person` text NOT NULL,
	`columns` text NOT NULL,
	PRIMARY KEY(`workspace`, `person`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `own_tags` (
	`workspace` text NOT NULL,
	`order_id` text NOT NULL,
	`folded` text NOT NULL,
	`tag` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`workspace`, `order_id`, `folded`),
	FOREIGN KEY (`workspace`,`order_id`) REFERENCES `orders`(`workspace`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `own_tags_folded` ON `own_tags` (`workspace`,`folded`,`order_id`);--> statement-breakpoint
CREATE TABLE `privacy_requests` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`shop` text NOT NULL,
	`platform` text NOT NULL,
	`kind` text NOT NULL,
	`orders` text NOT NULL,
	`received_at` integer NOT NULL,
	`done_at` integer,
	`reached` integer,
	PRIMARY KEY(`workspace`, `id`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `saved_views` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace`, `id`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `orders` ADD `country` text;--> statement-breakpoint
CREATE INDEX `orders_stale` ON `orders` (`workspace`,`shop`,`state`,`last_read_at`);--> statement-breakpoint
ALTER TABLE `shops` ADD `last_rung_at` integer;--> statement-breakpoint
ALTER TABLE `shops` ADD `bells_checked_at` integer;--> statement-breakpoint
ALTER TABLE `shops` ADD `bells_revived_at` integer;--> statement-breakpoint
ALTER TABLE `shops` ADD `history_days` integer;