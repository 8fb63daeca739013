"""评议测评: residents' ratings, opinion letters, assessment, satisfaction ratings and their consequences."""
